import { randomUUID } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import type { Clock } from '../../../clock/clock.ts';
import type { Message } from '../message/message.ts';
import type { Queue } from './queue.ts';

/** The fastest rate a task may ask for, and the one it gets when it asks for none. API_StartMessageMoveTask.html */
export const MAX_MOVES_PER_SECOND = 500;

const ONE_SECOND_MS = 1000;

export type MoveTaskStatus = 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';

export interface MoveTaskOptions {
  readonly source: Queue;
  readonly destinationArn: string | undefined;
  readonly maxPerSecond: number | undefined;
  readonly clock: Clock;
  /** The queue a message goes to; undefined when it is gone. */
  readonly destinationOf: (message: Message) => Queue | undefined;
}

/**
 * Moves what is in a dead-letter queue to other queues, at most so many a second on the cloud's clock.
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
 */
export class MoveTask {
  readonly source: Queue;
  readonly handle: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly toMove: number;
  status: MoveTaskStatus = 'RUNNING';
  moved = 0;
  #failure: string | undefined;
  #cancelNext: (() => void) | undefined;
  readonly #options: MoveTaskOptions;

  constructor(options: MoveTaskOptions) {
    this.#options = options;
    this.source = options.source;
    this.startedAt = options.clock.now();
    this.toMove = options.source.counts().visible;
    const id = { taskId: randomUUID(), sourceArn: options.source.arn };
    this.handle = Buffer.from(JSON.stringify(id)).toString('base64');
  }

  get running(): boolean {
    return this.status === 'RUNNING';
  }

  /** Moves a second's worth now and goes on a second later. */
  start(): void {
    this.#cancelNext = undefined;
    const rate = this.#options.maxPerSecond ?? MAX_MOVES_PER_SECOND;
    for (let count = 0; count < rate && this.running; count += 1) this.#moveOne();
    if (this.running && this.moved >= this.toMove) this.status = 'COMPLETED';
    if (this.running) this.#cancelNext = this.#options.clock.after(ONE_SECOND_MS, () => this.start());
  }

  cancel(): void {
    this.#cancelNext?.();
    this.status = 'CANCELLED';
  }

  describe(): Json {
    const { destinationArn, maxPerSecond } = this.#options;
    return {
      ...(this.running ? { TaskHandle: this.handle } : {}),
      Status: this.status,
      SourceArn: this.source.arn,
      ...(destinationArn === undefined ? {} : { DestinationArn: destinationArn }),
      ...(maxPerSecond === undefined ? {} : { MaxNumberOfMessagesPerSecond: maxPerSecond }),
      ApproximateNumberOfMessagesMoved: this.moved,
      ApproximateNumberOfMessagesToMove: this.toMove,
      ...(this.#failure === undefined ? {} : { FailureReason: this.#failure }),
      StartedTimestamp: this.startedAt,
    };
  }

  /** A moved message is a new one: new id, new enqueue time, receive count from nothing. */
  #moveOne(): void {
    const message = this.moved < this.toMove ? this.source.peek() : undefined;
    if (message === undefined) {
      this.status = 'COMPLETED';
      return;
    }
    const destination = this.#options.destinationOf(message);
    if (destination === undefined) {
      this.status = 'FAILED';
      this.#failure = 'AWS.SimpleQueueService.NonExistentQueue';
      return;
    }
    this.source.withdraw(message);
    destination.admit({ letter: message.letter });
    this.moved += 1;
  }
}
