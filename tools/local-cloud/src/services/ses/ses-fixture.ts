import { SESClient } from '@aws-sdk/client-ses';
import { afterAll, beforeAll } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { OPERATOR } from '../../core/principal.ts';
import type { ResourceHandle } from '../../core/resource.ts';
import type { ServiceFactory } from '../../core/service.ts';
import { type RunningCloud, startCloud } from '../../cloud.ts';
import { makeSesService } from './index.ts';

/** A stand-in for the default bus: what SES put there. */
export class BusEvents {
  readonly entries: Json[] = [];

  readonly service: ServiceFactory = () => ({
    name: 'events',
    protocols: [],
    operations: {
      PutEvents: async (input, { principal }) => {
        this.entries.push(...(input['Entries'] as readonly Json[]).map((entry) => ({ ...entry, principal })));
        return { FailedEntryCount: 0 };
      },
    },
    permissions: () => [],
    providers: [],
  });

  /** Detail types and details of what was put, in order. */
  details(): readonly (readonly [unknown, Json])[] {
    return this.entries.map(({ DetailType, Detail }) => [DetailType, JSON.parse(String(Detail as string)) as Json]);
  }
}

/** A cloud with SES and a stand-in bus, for one spec file. */
export class SesFixture {
  readonly bus: BusEvents = new BusEvents();
  #cloud: RunningCloud | undefined;
  #ses: SESClient | undefined;
  #made = 0;

  get cloud(): RunningCloud {
    if (this.#cloud === undefined) throw new TypeError('The cloud runs only during the tests of the file.');
    return this.#cloud;
  }

  get ses(): SESClient {
    if (this.#ses === undefined) throw new TypeError('The client exists only during the tests of the file.');
    return this.#ses;
  }

  async start(): Promise<void> {
    const service: ServiceFactory = this.bus.service;
    this.#cloud = await startCloud({ port: 0, services: [makeSesService, service] });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const { url, region } = this.#cloud;
    this.#ses = new SESClient({ endpoint: url, region, credentials, maxAttempts: 1 });
    await this.call('VerifyEmailIdentity', { EmailAddress: 'shop@tidings.example' });
  }

  async stop(): Promise<void> {
    this.#ses?.destroy();
    await this.#cloud?.stop();
  }

  call(operation: string, input: Json): Promise<Json> {
    return this.cloud.call({ principal: OPERATOR, service: 'ses', operation, input });
  }

  /** Makes a resource as a template would. */
  async make(type: string, properties: Json): Promise<ResourceHandle> {
    const provider = this.cloud.service('ses').providers.find((candidate) => candidate.type === type);
    if (provider === undefined) throw new TypeError(`no provider for ${type}`);
    this.#made += 1;
    const logicalId = `Resource${this.#made}`;
    const physicalName = (maxLength: number): string => `stack-${logicalId}`.slice(0, maxLength);
    return provider.create({ stackName: 'stack', logicalId, properties, physicalName });
  }

  /** Name of a new configuration set whose events of these types go to the default bus. */
  async configurationSet(...types: readonly string[]): Promise<string> {
    const set = await this.make('AWS::SES::ConfigurationSet', {});
    await this.make('AWS::SES::ConfigurationSetEventDestination', {
      ConfigurationSetName: set.ref,
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: types,
        EventBridgeDestination: { EventBusArn: this.cloud.arn('events', 'event-bus/default') },
      },
    });
    return set.ref;
  }

  /** The mailbox's answer as JSON. */
  async mailbox(path = ''): Promise<Json & { readonly messages: readonly Json[] }> {
    const response = await fetch(`${this.cloud.url}/_tidings/mailbox${path}`);
    return (await response.json()) as Json & { readonly messages: readonly Json[] };
  }
}

/** Starts the fixture before the file's tests and stops it after them. */
export function useSes(): SesFixture {
  const fixture = new SesFixture();
  beforeAll(() => fixture.start());
  afterAll(() => fixture.stop());
  return fixture;
}
