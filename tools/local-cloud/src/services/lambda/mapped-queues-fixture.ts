import { CreateEventSourceMappingCommand, type CreateEventSourceMappingCommandInput } from '@aws-sdk/client-lambda';
import type { Json } from '../../core/aws-error.ts';
import { makeSqsService } from '../sqs/index.ts';
import { useLambda, type LambdaFixture, type Recorder } from './lambda-fixture.ts';

/** What Lambda needs of a role to read a queue. docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
export const QUEUE_ACTIONS: readonly string[] = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

export interface Queue {
  readonly url: string;
  readonly arn: string;
}

export type MappingInput = Omit<CreateEventSourceMappingCommandInput, 'FunctionName' | 'EventSourceArn'>;

/** Queues and their mappings in a cloud with Lambda and SQS. */
export class MappedQueues {
  readonly lambda: LambdaFixture;

  constructor(lambda: LambdaFixture) {
    this.lambda = lambda;
  }

  async createQueue(Attributes: Readonly<Record<string, string>> = {}): Promise<Queue> {
    const QueueName = this.lambda.freshName('queue') + (Attributes['FifoQueue'] === 'true' ? '.fifo' : '');
    const { QueueUrl } = await this.lambda.call('sqs', 'CreateQueue', { QueueName, Attributes });
    return { url: String(QueueUrl as string), arn: this.lambda.cloud.arn('sqs', QueueName) };
  }

  send(queue: Queue, MessageBody: string, more: Json = {}): Promise<Json> {
    return this.lambda.call('sqs', 'SendMessage', { QueueUrl: queue.url, MessageBody, ...more });
  }

  /** Sends several messages in one call, so that they are there at once. */
  sendAll(queue: Queue, bodies: readonly string[]): Promise<Json> {
    const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
    return this.lambda.call('sqs', 'SendMessageBatch', { QueueUrl: queue.url, Entries });
  }

  /** Messages that are visible and in flight. */
  async left({ url }: Queue): Promise<readonly number[]> {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    const { Attributes } = await this.lambda.call('sqs', 'GetQueueAttributes', {
      QueueUrl: url,
      AttributeNames: names,
    });
    return names.map((name) => Number((Attributes as Readonly<Record<string, string>>)[name]));
  }

  /** UUID of a new mapping. */
  async map(queue: Queue, name: string, more: MappingInput = {}): Promise<string> {
    const input = { FunctionName: name, EventSourceArn: queue.arn, ...more };
    return (await this.lambda.lambda.send(new CreateEventSourceMappingCommand(input))).UUID ?? '';
  }

  /** A recorder whose role may read queues. */
  recorder(body = 'return {};', more: Json = {}): Promise<Recorder> {
    return this.lambda.createRecorder(body, { Role: this.lambda.role(...QUEUE_ACTIONS), ...more });
  }
}

export const recordsOf = ({ events }: Recorder): readonly Json[] =>
  events().flatMap((event) => event['Records'] as readonly Json[]);

export const bodiesOf = (recorder: Recorder): readonly unknown[] => recordsOf(recorder).map(({ body }) => body);

/** Starts a cloud with Lambda and SQS before the file's tests and stops it after them. */
export const useMappedQueues = (): MappedQueues => new MappedQueues(useLambda(makeSqsService));
