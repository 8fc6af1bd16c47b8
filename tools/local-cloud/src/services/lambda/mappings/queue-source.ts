import { AwsError, type Json } from '../../../core/aws-error.ts';
import { queueUrlOf } from '../invoke/destinations.ts';
import type { LambdaFunction } from '../function.ts';
import type { LambdaState } from '../state.ts';
import type { Mapping } from './mapping.ts';
import { queueRecord, type ReceivedMessage } from './queue-event.ts';
import { isDenied, sourceCallOf, type SourceCall } from './source-client.ts';

/** Messages that one ReceiveMessage or DeleteMessageBatch takes. AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
export const MAX_PER_CALL = 10;

export interface Received {
  readonly message: ReceivedMessage;
  readonly record: Json;
  /** Epoch milliseconds at which it becomes visible again unless it is deleted. */
  readonly visibleAt: number;
}

export interface PollerOptions {
  readonly state: LambdaState;
  readonly mapping: Mapping;
  readonly fn: LambdaFunction;
}

/** A mapping's queue, read and emptied as the function's role. What goes wrong is shown as the mapping's last result. */
export class QueueSource {
  readonly #options: PollerOptions;
  readonly #call: SourceCall;
  readonly #queueUrl: string;
  #visibilityMs: number | undefined;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#call = sourceCallOf(options.state, options.fn);
    this.#queueUrl = queueUrlOf(options.state, options.mapping.settings.eventSourceArn);
  }

  /** Up to ten messages; undefined when the queue refuses. */
  async receive(wanted: number): Promise<readonly Received[] | undefined> {
    const { mapping, state } = this.#options;
    try {
      this.#visibilityMs ??= await this.#readVisibility();
      const answer = await this.#call('sqs', 'ReceiveMessage', {
        QueueUrl: this.#queueUrl,
        MaxNumberOfMessages: Math.min(wanted, MAX_PER_CALL),
        AttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        WaitTimeSeconds: 0,
      });
      mapping.lastProcessingResult = 'OK';
      const messages = (answer['Messages'] ?? []) as readonly ReceivedMessage[];
      const visibleAt = state.cloud.clock.now() + this.#visibilityMs;
      return messages.map((message) => ({
        message,
        record: queueRecord(message, mapping.settings.eventSourceArn),
        visibleAt,
      }));
    } catch (error) {
      this.#note(error);
      return undefined;
    }
  }

  /** Deletes what was done. Returns the messages that the queue did not let go. */
  async delete(done: readonly Received[]): Promise<readonly Received[]> {
    const kept: Received[] = [];
    for (let from = 0; from < done.length; from += MAX_PER_CALL) {
      const part = done.slice(from, from + MAX_PER_CALL);
      kept.push(...(await this.#deletePart(part)));
    }
    return kept;
  }

  /** Reads the visibility timeout again before the next messages. */
  forgetVisibility(): void {
    this.#visibilityMs = undefined;
  }

  async #deletePart(part: readonly Received[]): Promise<readonly Received[]> {
    const Entries = part.map(({ message }, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
    try {
      const answer = await this.#call('sqs', 'DeleteMessageBatch', { QueueUrl: this.#queueUrl, Entries });
      const failed = (answer['Failed'] ?? []) as readonly { readonly Id: string }[];
      return part.filter((_, index) => failed.some(({ Id }) => Id === String(index)));
    } catch (error) {
      this.#note(error);
      return part;
    }
  }

  async #readVisibility(): Promise<number> {
    const input = { QueueUrl: this.#queueUrl, AttributeNames: ['VisibilityTimeout'] };
    const answer = await this.#call('sqs', 'GetQueueAttributes', input);
    return Number((answer['Attributes'] as Readonly<Record<string, string>>)['VisibilityTimeout']) * 1000;
  }

  #note(error: unknown): void {
    if (!(error instanceof AwsError)) throw error;
    const reason = isDenied(error) ? 'The function role lacks a permission on the queue. ' : '';
    this.#options.mapping.lastProcessingResult = `PROBLEM: ${reason}${error.message}`;
  }
}
