import type { Message } from '../message/message.ts';
import { FifoLine } from './fifo-line.ts';
import { type Line, StandardLine } from './line.ts';
import { PriorityQueue } from './priority-queue.ts';

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The messages of one queue and when each of them changes its state. Knows time only as it is told. */
export class Shelf {
  readonly #messages = new Map<number, Message>();
  /** Waiting and in-flight messages by the time (epoch milliseconds) at which they become visible. */
  readonly #due = new PriorityQueue<Message>();
  readonly #byAge = new PriorityQueue<Message>();
  readonly #line: Line;
  #inFlight = 0;

  constructor(fifo: boolean) {
    this.#line = fifo ? new FifoLine() : new StandardLine();
  }

  get(key: number): Message | undefined {
    return this.#messages.get(key);
  }

  /** Adds a message that becomes visible at `visibleAt`. */
  add(message: Message, visibleAt: number, now: number): void {
    this.#messages.set(message.key, message);
    this.#byAge.add(message, message.enqueuedAt);
    if (visibleAt > now) this.#wait(message, visibleAt);
    else this.#makeReady(message);
  }

  remove(message: Message): void {
    if (!this.#messages.delete(message.key)) return;
    this.#leaveFlight(message);
    this.#due.remove(message);
    this.#byAge.remove(message);
    this.#line.remove(message);
  }

  next(amongGroup?: string): Message | undefined {
    return this.#line.next(amongGroup);
  }

  /** The message goes to a receiver, hidden until `visibleAt`. */
  take(message: Message, visibleAt: number): void {
    this.#inFlight += 1;
    message.status = 'in-flight';
    this.#line.sent(message);
    this.#due.add(message, visibleAt);
  }

  /** Changes when a waiting or in-flight message becomes visible. True when it did so at once. */
  reschedule(message: Message, visibleAt: number, now: number): boolean {
    if (visibleAt > now) {
      this.#due.add(message, visibleAt);
      return false;
    }
    this.#due.remove(message);
    this.#makeReady(message);
    return true;
  }

  /** Makes visible what is due and drops what was kept too long. True when something became visible. */
  settle(now: number, retentionMs: number): boolean {
    let changed = false;
    while ((this.#due.firstRank() ?? Infinity) <= now) {
      const message = this.#due.takeFirst();
      if (message === undefined) break;
      this.#makeReady(message);
      changed = true;
    }
    for (let oldest = this.#byAge.first(); oldest !== undefined; oldest = this.#byAge.first()) {
      if (oldest.enqueuedAt + retentionMs > now) break;
      this.remove(oldest);
    }
    return changed;
  }

  /** Epoch milliseconds at which the next message becomes visible by itself. */
  nextDue(): number | undefined {
    return this.#due.firstRank();
  }

  /** Epoch milliseconds at which the next delayed message becomes visible; in-flight ones do not count. */
  waiting(): readonly Message[] {
    return this.#due.items().filter((message) => message.status === 'waiting');
  }

  counts(): QueueCounts {
    const delayed = this.#due.size - this.#inFlight;
    return { visible: this.#messages.size - this.#due.size, inFlight: this.#inFlight, delayed };
  }

  clear(): void {
    for (const message of this.#messages.values()) this.remove(message);
  }

  #wait(message: Message, visibleAt: number): void {
    message.status = 'waiting';
    this.#due.add(message, visibleAt);
    this.#line.announce(message);
  }

  #makeReady(message: Message): void {
    this.#leaveFlight(message);
    message.status = 'ready';
    this.#line.ready(message);
  }

  #leaveFlight(message: Message): void {
    if (message.status === 'in-flight') this.#inFlight -= 1;
  }
}
