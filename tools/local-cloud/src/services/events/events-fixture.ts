import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsCommandOutput,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll } from 'vitest';
import { type RunningCloud, startCloud } from '../../cloud.ts';
import type { Json } from '../../core/aws-error.ts';
import { OPERATOR } from '../../core/principal.ts';
import { makeSqsService } from '../sqs/index.ts';
import { makeEventsService } from './index.ts';

type Input = Readonly<Record<string, unknown>>;

/** A message as SQS gives it, as far as the specs look at it. */
export interface ReceivedMessage {
  readonly Body: string;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue?: string }>>;
  readonly Attributes?: Readonly<Record<string, string>>;
}

/** A cloud with EventBridge and SQS, reached with the AWS SDK, for one spec file. */
export class EventsFixture {
  #cloud: RunningCloud | undefined;
  #client: EventBridgeClient | undefined;
  #made = 0;

  get cloud(): RunningCloud {
    if (this.#cloud === undefined) throw new TypeError('The cloud runs only during the tests of the file.');
    return this.#cloud;
  }

  get client(): EventBridgeClient {
    if (this.#client === undefined) throw new TypeError('The client exists only during the tests of the file.');
    return this.#client;
  }

  async start(): Promise<void> {
    this.#cloud = await startCloud({ port: 0, services: [makeEventsService, makeSqsService] });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const { url, region } = this.#cloud;
    this.#client = new EventBridgeClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  }

  async stop(): Promise<void> {
    this.#client?.destroy();
    await this.#cloud?.stop();
  }

  freshName(kind: string): string {
    this.#made += 1;
    return `${kind}-${this.#made}`;
  }

  async bus(): Promise<string> {
    const Name = this.freshName('bus');
    await this.client.send(new CreateEventBusCommand({ Name }));
    return Name;
  }

  sqs(operation: string, input: Json): Promise<Json> {
    return this.cloud.call({ principal: OPERATOR, service: 'sqs', operation, input });
  }

  /** Name of a new queue that lets EventBridge send, unless told not to. */
  async queue({ closed = false, fifo = false }: { closed?: boolean; fifo?: boolean } = {}): Promise<string> {
    const QueueName = this.freshName('queue') + (fifo ? '.fifo' : '');
    const statement = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, Resource: '*' }] });
    const attributes = {
      ...(closed ? {} : { Policy }),
      ...(fifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : {}),
    };
    await this.sqs('CreateQueue', { QueueName, Attributes: attributes });
    return QueueName;
  }

  queueArn(name: string): string {
    return this.cloud.arn('sqs', name);
  }

  /** A rule for everything from `orders` (or another pattern) with one target; answers the rule's ARN. */
  async rule(bus: string, target: Omit<Target, 'Id'>, pattern: Input = { source: ['orders'] }): Promise<string> {
    const Name = this.freshName('rule');
    const input = { Name, EventBusName: bus, EventPattern: JSON.stringify(pattern) };
    const { RuleArn } = await this.client.send(new PutRuleCommand(input));
    await this.client.send(
      new PutTargetsCommand({ Rule: Name, EventBusName: bus, Targets: [{ Id: 'target', ...target }] }),
    );
    return RuleArn ?? '';
  }

  /** Puts one event from `orders`, unless told otherwise. */
  put(bus: string, detail: Input, entry: Input = {}): Promise<PutEventsCommandOutput> {
    const base = { EventBusName: bus, Source: 'orders', DetailType: 'OrderPlaced', Detail: JSON.stringify(detail) };
    return this.client.send(new PutEventsCommand({ Entries: [{ ...base, ...entry }] }));
  }

  async settle(): Promise<void> {
    if (!(await this.cloud.settled(5_000))) throw new RangeError('Something still moves after 5 s.');
  }

  /** All messages of a queue. */
  async received(queue: string): Promise<readonly ReceivedMessage[]> {
    const { url, accountId } = this.cloud;
    const QueueUrl = `${url}/${accountId}/${queue}`;
    const input = { QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'], AttributeNames: ['All'] };
    return ((await this.sqs('ReceiveMessage', input))['Messages'] ?? []) as readonly ReceivedMessage[];
  }

  async bodies(queue: string): Promise<readonly unknown[]> {
    return (await this.received(queue)).map(({ Body }) => JSON.parse(Body) as unknown);
  }
}

/** Starts the fixture before the file's tests and stops it after them. */
export function useEvents(): EventsFixture {
  const fixture = new EventsFixture();
  beforeAll(() => fixture.start());
  afterAll(() => fixture.stop());
  return fixture;
}
