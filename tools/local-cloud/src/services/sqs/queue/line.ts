import type { Message } from '../message/message.ts';
import { PriorityQueue } from './priority-queue.ts';

/** Which message is next among those that may be received. */
export interface Line {
  /** A message is in the queue but cannot be received yet (its delay). */
  announce(message: Message): void;
  /** The message may be received now. */
  ready(message: Message): void;
  /** The message went out to a receiver. */
  sent(message: Message): void;
  /** The message has left the queue, whatever its state was. */
  remove(message: Message): void;
  /** The next one to receive; it stays in line until `sent` or `remove`. `among` prefers one group (FIFO). */
  next(among?: string): Message | undefined;
}

/** A standard queue: oldest first, as the best effort. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html */
export class StandardLine implements Line {
  readonly #ready = new PriorityQueue<Message>();

  announce(): void {
    // A message that waits holds nobody up.
  }

  ready(message: Message): void {
    this.#ready.add(message, message.position);
  }

  sent(message: Message): void {
    this.#ready.remove(message);
  }

  remove(message: Message): void {
    this.#ready.remove(message);
  }

  next(): Message | undefined {
    return this.#ready.first();
  }
}
