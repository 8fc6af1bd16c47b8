/** The cloud's one clock. It runs with the machine's, ahead of it by what {@link Clock.advance} added. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds that the cloud is ahead of the machine. */
  offset(): number;
  /** Calls `action` once, `delayMs` from now on this clock; returns how to cancel. */
  after(delayMs: number, action: () => void): () => void;
  /** Resolves `delayMs` from now on this clock, at once when aborted. */
  sleep(delayMs: number, abort?: AbortSignal): Promise<void>;
  /** Moves time forward, one caller after the other; everything that falls due runs in order, each at its own due time. */
  advance(milliseconds: number): Promise<void>;
  /** Called whenever the offset changes. Returns how to stop. */
  onChange(listener: () => void): () => void;
  /** Cancels everything that is scheduled. */
  stop(): void;
}

interface Timer {
  readonly dueAt: number;
  readonly sequence: number;
  readonly action: () => void;
}

/** Node's timers overflow past this many milliseconds. nodejs.org/api/timers.html */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

const turnOfLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Turns of the event loop that work started by a due timer gets before time moves on. */
const TURNS_BETWEEN_TIMERS = 5;

class RunningClock implements Clock {
  #offset = 0;
  #sequence = 0;
  #wake: NodeJS.Timeout | undefined;
  readonly #timers: Timer[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #machine: () => number;
  /** Done when time stands where the latest caller wants it: two who advance at once are both heard. */
  #advanced: Promise<unknown> = Promise.resolve();

  constructor(machine: () => number) {
    this.#machine = machine;
  }

  now(): number {
    return this.#machine() + this.#offset;
  }

  offset(): number {
    return this.#offset;
  }

  after(delayMs: number, action: () => void): () => void {
    const timer: Timer = { dueAt: this.now() + Math.max(0, delayMs), sequence: this.#sequence++, action };
    this.#insert(timer);
    if (this.#timers[0] === timer) this.#arm();
    return () => {
      const index = this.#timers.indexOf(timer);
      if (index >= 0) this.#timers.splice(index, 1);
    };
  }

  sleep(delayMs: number, abort?: AbortSignal): Promise<void> {
    if (abort?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        abort?.removeEventListener('abort', done);
        resolve();
      };
      const cancel = this.after(delayMs, done);
      abort?.addEventListener('abort', done, { once: true });
    });
  }

  advance(milliseconds: number): Promise<void> {
    const advanced = this.#advanced.then(() => this.#advance(milliseconds));
    this.#advanced = advanced.catch(() => undefined);
    return advanced;
  }

  async #advance(milliseconds: number): Promise<void> {
    const target = this.now() + milliseconds;
    for (let next = this.#timers[0]; next !== undefined && next.dueAt <= target; next = this.#timers[0]) {
      this.#timers.shift();
      if (next.dueAt > this.now()) this.#moveTo(next.dueAt);
      next.action();
      for (let turn = 0; turn < TURNS_BETWEEN_TIMERS; turn += 1) await turnOfLoop();
    }
    if (target > this.now()) this.#moveTo(target);
    this.#arm();
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  stop(): void {
    clearTimeout(this.#wake);
    this.#timers.length = 0;
  }

  #moveTo(time: number): void {
    this.#offset += time - this.now();
    for (const listener of this.#listeners) listener();
  }

  #insert(timer: Timer): void {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#timers[middle];
      if (other !== undefined && other.dueAt <= timer.dueAt) low = middle + 1;
      else high = middle;
    }
    this.#timers.splice(low, 0, timer);
  }

  #arm(): void {
    clearTimeout(this.#wake);
    const first = this.#timers[0];
    if (first === undefined) return;
    const delay = Math.min(Math.max(0, first.dueAt - this.now()), MAX_TIMEOUT_MS);
    this.#wake = setTimeout(() => this.#runDue(), delay);
    this.#wake.unref();
  }

  #runDue(): void {
    const now = this.now();
    while (this.#timers[0] !== undefined && this.#timers[0].dueAt <= now) this.#timers.shift()?.action();
    this.#arm();
  }
}

/** A clock that follows `machine` (epoch milliseconds; `Date.now` unless a test gives its own). */
export function makeClock(machine: () => number = Date.now): Clock {
  return new RunningClock(machine);
}
