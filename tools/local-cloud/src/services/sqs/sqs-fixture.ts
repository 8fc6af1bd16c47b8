import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SendMessageCommandOutput,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll } from 'vitest';
import { type RunningCloud, startCloud } from '../../cloud.ts';
import { makeSqsService } from './index.ts';

type Input = Readonly<Record<string, unknown>>;

const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

/** A cloud with SQS alone, reached with the AWS SDK, for one spec file. */
export class SqsFixture {
  #cloud: RunningCloud | undefined;
  #sqs: SQSClient | undefined;
  #made = 0;

  get cloud(): RunningCloud {
    if (this.#cloud === undefined) throw new TypeError('The cloud runs only during the tests of the file.');
    return this.#cloud;
  }

  get sqs(): SQSClient {
    if (this.#sqs === undefined) throw new TypeError('The client exists only during the tests of the file.');
    return this.#sqs;
  }

  async start(): Promise<void> {
    this.#cloud = await startCloud({ port: 0, services: [makeSqsService] });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const { url, region } = this.#cloud;
    this.#sqs = new SQSClient({ endpoint: url, region, credentials, maxAttempts: 1 });
  }

  async stop(): Promise<void> {
    this.#sqs?.destroy();
    await this.#cloud?.stop();
  }

  freshName(): string {
    this.#made += 1;
    return `queue-${this.#made}`;
  }

  /** URL of a new queue; a fresh name unless given one. */
  async create(attributes: Readonly<Record<string, string>> = {}, name: string = this.freshName()): Promise<string> {
    const { QueueUrl } = await this.sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: attributes }));
    return QueueUrl ?? '';
  }

  createFifo(attributes: Readonly<Record<string, string>> = {}): Promise<string> {
    return this.create({ FifoQueue: 'true', ...attributes }, `${this.freshName()}.fifo`);
  }

  arnOf(url: string): string {
    return this.cloud.arn('sqs', url.split('/').at(-1) ?? '');
  }

  send(url: string, body: string, more: Input = {}): Promise<SendMessageCommandOutput> {
    return this.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: body, ...more }));
  }

  /** Up to ten messages with all their system attributes. */
  async receive(url: string, more: Input = {}): Promise<readonly Message[]> {
    const input = { QueueUrl: url, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All' as const], ...more };
    return (await this.sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
  }

  async receiveBodies(url: string, more: Input = {}): Promise<readonly (string | undefined)[]> {
    return (await this.receive(url, more)).map(({ Body }) => Body);
  }

  async remove(url: string, message: Message | undefined): Promise<void> {
    await this.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
  }

  /** How many messages are visible, in flight and delayed. */
  async counts(url: string): Promise<readonly number[]> {
    const command = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...COUNTS] });
    const { Attributes } = await this.sqs.send(command);
    return COUNTS.map((name) => Number(Attributes?.[name]));
  }
}

/** Starts the fixture before the file's tests and stops it after them. */
export function useSqs(): SqsFixture {
  const fixture = new SqsFixture();
  beforeAll(() => fixture.start());
  afterAll(() => fixture.stop());
  return fixture;
}
