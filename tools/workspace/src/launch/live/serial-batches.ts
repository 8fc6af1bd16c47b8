/** Milliseconds without a change after which a batch begins: editors save several files, and some of them twice. */
const QUIET_MS = 40;

/**
 * Gathers names until none has come for a moment, then hands them on together; one batch at a time. What comes during a
 * batch makes the next one.
 */
export class SerialBatches {
  readonly #work: (names: ReadonlySet<string>, sinceMs: number) => Promise<void>;
  #names = new Set<string>();
  /** When the first name of the batch came, on the machine's monotonic clock. */
  #since = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  /** @param work must not reject. */
  constructor(work: (names: ReadonlySet<string>, sinceMs: number) => Promise<void>) {
    this.#work = work;
  }

  add(name: string): void {
    if (this.#stopped) return;
    if (this.#names.size === 0) this.#since = performance.now();
    this.#names.add(name);
    this.#wait();
  }

  /** Takes no more names, and resolves when the batch under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#running === undefined && !this.#stopped) this.#timer = setTimeout(() => this.#begin(), QUIET_MS);
  }

  #begin(): void {
    const names = this.#names;
    this.#names = new Set();
    this.#running = this.#work(names, this.#since).finally(() => {
      this.#running = undefined;
      if (this.#names.size > 0) this.#wait();
    });
  }
}
