import { Construct } from 'constructs';
import { CfnApi, CfnAuthorizer, CfnIntegration, CfnRoute, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { CfnParameter as CfnSsmParameter } from 'aws-cdk-lib/aws-ssm';
import { Arn, CfnOutput } from 'aws-cdk-lib/core';
import { parameterName } from './names.ts';
import { applyRetention, daysOf } from './retention.ts';
import { ServiceFunction } from './service-function.ts';
import type { ServiceStack } from './service-stack.ts';
import type { Statement } from './statements.ts';

/** Requests a second, and at once, for the whole API; far below an account's 10,000 and 5,000. */
const THROTTLE = { throttlingRateLimit: 2000, throttlingBurstLimit: 1000 };

/** Seconds a request may take; HTTP APIs allow 30. Source: docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const TIMEOUT_SECONDS = 10;

/** What the access log keeps of a request: who and what, and never the token or the body. */
const ACCESS_LOG: Readonly<Record<string, string>> = {
  requestId: '$context.requestId',
  requestedAt: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  method: '$context.httpMethod',
  route: '$context.routeKey',
  status: '$context.status',
  subject: '$context.authorizer.claims.sub',
  integrationError: '$context.integrationErrorMessage',
  latencyMs: '$context.responseLatency',
};

/** One route and the handler behind it. */
export interface RouteProps {
  /** Method and path, such as `GET /orders/{orderId}`. */
  readonly route: string;
  /** Name of the handler's file. */
  readonly handler: string;
  /** What the handler itself does. */
  readonly statements: readonly Statement[];
  readonly environment: Readonly<Record<string, string>>;
  /** Scopes of which the token must carry at least one. Default: any valid token. */
  readonly scopes?: readonly string[];
}

/** An HTTP API whose every route asks for a token of the stage's issuer. Its address is written to `<service>/api/url`. */
export class HttpService extends Construct {
  readonly api: CfnApi;
  readonly #stack: ServiceStack;
  readonly #authorizer: CfnAuthorizer;

  constructor(stack: ServiceStack, id: string) {
    super(stack, id);
    this.#stack = stack;
    this.api = new CfnApi(this, 'Api', {
      name: stack.stackName,
      protocolType: 'HTTP',
      ...cors(stack.stage.allowedOrigins),
    });
    this.#authorizer = new CfnAuthorizer(this, 'Authorizer', {
      apiId: this.api.ref,
      name: 'token',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: stack.shared('auth/issuer'), audience: [stack.shared('auth/audience')] },
    });
    this.#makeStage();
    new CfnSsmParameter(this, 'Url', {
      name: parameterName(stack.stage.name, `${stack.service}/api/url`),
      type: 'String',
      value: this.api.attrApiEndpoint,
    });
    new CfnOutput(stack, 'ApiUrl', { value: this.api.attrApiEndpoint });
  }

  /** Adds a route with a function of its own. */
  route(id: string, { route, scopes, ...props }: RouteProps): ServiceFunction {
    const handler = new ServiceFunction(this, id, { ...props, timeoutSeconds: TIMEOUT_SECONDS });
    const integration = new CfnIntegration(handler, 'Integration', {
      apiId: this.api.ref,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.cfn.attrArn,
      payloadFormatVersion: '2.0',
    });
    new CfnRoute(handler, 'Route', {
      apiId: this.api.ref,
      routeKey: route,
      authorizationType: 'JWT',
      authorizerId: this.#authorizer.ref,
      ...(scopes === undefined ? {} : { authorizationScopes: [...scopes] }),
      target: `integrations/${integration.ref}`,
    });
    new CfnPermission(handler, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: handler.cfn.ref,
      principal: 'apigateway.amazonaws.com',
      sourceArn: this.#routeArn(route),
    });
    return handler;
  }

  #routeArn(route: string): string {
    const resourceName = `*/${route.replace(' ', '')}`;
    return Arn.format({ service: 'execute-api', resource: this.api.ref, resourceName }, this.#stack);
  }

  #makeStage(): void {
    const { stage } = this.#stack;
    const days = daysOf('accessLog', stage);
    const log = new CfnLogGroup(this, 'AccessLog', days === 'forever' ? {} : { retentionInDays: days });
    applyRetention(log, stage);
    new CfnStage(this, 'Stage', {
      apiId: this.api.ref,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.attrArn, format: JSON.stringify(ACCESS_LOG) },
      defaultRouteSettings: THROTTLE,
    });
  }
}

function cors(allowOrigins: readonly string[]): object {
  if (allowOrigins.length === 0) return {};
  return {
    corsConfiguration: {
      allowOrigins: [...allowOrigins],
      allowMethods: ['GET', 'POST'],
      allowHeaders: ['authorization', 'content-type', 'idempotency-key', 'traceparent', 'x-correlation-id'],
      exposeHeaders: ['location', 'x-correlation-id'],
      maxAge: 600,
    },
  };
}
