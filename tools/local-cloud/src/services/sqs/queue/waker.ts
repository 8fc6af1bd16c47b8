import type { Clock } from '../../../clock/clock.ts';

export interface WakerOptions {
  readonly clock: Clock;
  /** Called when a message may have become visible. */
  readonly wake: () => void;
  /** Makes visible what is due; calls {@link Waker.soon} when something was. */
  readonly settle: () => void;
}

/** Tells who waits for a queue's messages: at most once a turn, and when a delay or visibility timeout ends. */
export class Waker {
  readonly #options: WakerOptions;
  #queued = false;
  #dueAt = Infinity;
  #cancel: (() => void) | undefined;

  constructor(options: WakerOptions) {
    this.#options = options;
  }

  soon(): void {
    if (this.#queued) return;
    this.#queued = true;
    queueMicrotask(() => {
      this.#queued = false;
      this.#options.wake();
    });
  }

  /** Keeps one timer, for `dueAt` (epoch milliseconds) or an earlier time set before. */
  at(dueAt: number | undefined): void {
    if (dueAt === undefined || this.#dueAt <= dueAt) return;
    this.#cancel?.();
    this.#dueAt = dueAt;
    this.#cancel = this.#options.clock.after(dueAt - this.#options.clock.now(), () => {
      this.#dueAt = Infinity;
      this.#options.settle();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#dueAt = Infinity;
  }
}
