import { afterAll, beforeAll } from 'vitest';
import { AwsError, type Json } from '../../core/aws-error.ts';
import type { PolicyDocument } from '../../core/policy.ts';
import { OPERATOR } from '../../core/principal.ts';
import type { ResourceHandle } from '../../core/resource.ts';
import type { ServiceFactory } from '../../core/service.ts';
import { type RunningCloud, startCloud } from '../../cloud.ts';
import { makeApiGatewayService } from './index.ts';

export type Handler = (event: Json) => unknown;

/** A stand-in for Lambda: functions by name, let in by their policy. */
class Functions {
  readonly handlers: Map<string, Handler> = new Map();
  readonly policies: Map<string, PolicyDocument> = new Map();
  readonly logged: Json[] = [];

  readonly service: ServiceFactory = () => ({
    name: 'lambda',
    protocols: [],
    operations: { Invoke: (input) => this.#invoke(input) },
    permissions: (_, { FunctionName }) => [
      {
        action: 'lambda:InvokeFunction',
        resource: String(FunctionName),
        resourcePolicy: this.policies.get(String(FunctionName).split(':').at(-1) ?? ''),
      },
    ],
    providers: [],
  });

  readonly logs: ServiceFactory = () => ({
    name: 'logs',
    protocols: [],
    operations: {
      CreateLogStream: async () => ({}),
      PutLogEvents: async (input) => {
        this.logged.push(...(input['logEvents'] as readonly Json[]));
        return {};
      },
    },
    permissions: () => [],
    providers: [],
  });

  async #invoke(input: Json): Promise<Json> {
    const handler = this.handlers.get(String(input['FunctionName']).split(':').at(-1) ?? '');
    if (handler === undefined) throw new AwsError('ResourceNotFoundException', 'Function not found', { status: 404 });
    try {
      const result = await handler(JSON.parse(String(input['Payload'])) as Json);
      return { StatusCode: 200, Payload: JSON.stringify(result ?? null) };
    } catch (error) {
      if (error instanceof AwsError) throw error;
      return { StatusCode: 200, FunctionError: 'Unhandled', Payload: '{"errorMessage":"broken"}' };
    }
  }
}

interface RouteOptions {
  readonly handler: Handler;
  readonly authorizerId?: string;
  readonly scopes?: readonly string[];
}

/** A cloud with API Gateway and stand-ins for the services it calls, for one spec file. */
export class ApiFixture {
  readonly functions: Functions = new Functions();
  #cloud: RunningCloud | undefined;
  #made = 0;

  get cloud(): RunningCloud {
    if (this.#cloud === undefined) throw new TypeError('The cloud runs only during the tests of the file.');
    return this.#cloud;
  }

  async start(): Promise<void> {
    const services = [makeApiGatewayService, this.functions.service, this.functions.logs];
    this.#cloud = await startCloud({ port: 0, services });
  }

  async stop(): Promise<void> {
    await this.#cloud?.stop();
  }

  /** Makes a resource as a template would. */
  async make(type: string, properties: Json): Promise<ResourceHandle> {
    this.#made += 1;
    const logicalId = `Resource${this.#made}`;
    const provider = this.cloud.service('apigateway').providers.find((candidate) => candidate.type === type);
    if (provider === undefined) throw new TypeError(`no provider for ${type}`);
    const physicalName = (maxLength: number): string => logicalId.slice(0, maxLength);
    return provider.create({ stackName: 'stack', logicalId, properties, physicalName });
  }

  /** An API with a `$default` stage. */
  async makeApi(api: Json = {}, stage: Json = {}): Promise<ResourceHandle> {
    const handle = await this.make('AWS::ApiGatewayV2::Api', { Name: 'shop', ProtocolType: 'HTTP', ...api });
    const stageProperties = { ApiId: handle.ref, StageName: '$default', AutoDeploy: true, ...stage };
    await this.make('AWS::ApiGatewayV2::Stage', stageProperties);
    return handle;
  }

  async addRoute(api: ResourceHandle, routeKey: string, options: RouteOptions): Promise<void> {
    const name = `function-${(this.#made += 1)}`;
    this.functions.handlers.set(name, options.handler);
    this.functions.policies.set(
      name,
      this.policyFor(`${api.ref}/*/${routeKey.replace(/^ANY /, '*').replace(' ', '')}`),
    );
    const integration = await this.make('AWS::ApiGatewayV2::Integration', {
      ApiId: api.ref,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: this.cloud.arn('lambda', `function:${name}`),
      PayloadFormatVersion: '2.0',
    });
    await this.make('AWS::ApiGatewayV2::Route', {
      ApiId: api.ref,
      RouteKey: routeKey,
      Target: `integrations/${integration.ref}`,
      ...(options.authorizerId === undefined ? {} : { AuthorizationType: 'JWT', AuthorizerId: options.authorizerId }),
      ...(options.scopes === undefined ? {} : { AuthorizationScopes: options.scopes }),
    });
  }

  policyFor(source: string): PolicyDocument {
    return {
      Statement: {
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: '*',
        Condition: { ArnLike: { 'AWS:SourceArn': this.cloud.arn('execute-api', source) } },
      },
    };
  }

  fetch(api: ResourceHandle, path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${String(api.attributes['ApiEndpoint'])}${path}`, init);
  }

  call(operation: string, input: Json): Promise<Json> {
    return this.cloud.call({ principal: OPERATOR, service: 'apigateway', operation, input });
  }
}

/** Starts the fixture before the file's tests and stops it after them. */
export function useApis(): ApiFixture {
  const fixture = new ApiFixture();
  beforeAll(() => fixture.start());
  afterAll(() => fixture.stop());
  return fixture;
}
