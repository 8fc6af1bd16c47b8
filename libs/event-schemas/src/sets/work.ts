/** What a question may cost before the answer is given up; about a second on one core. */
const STEPS = 60_000;
/** How many schemas deep a question may lead. */
const DEPTH = 150;

/** A question is too large to be decided in bounded time. */
export class OutOfWorkError extends Error {
  override readonly name = 'OutOfWorkError';

  constructor() {
    super('The schemas are too large to be compared in bounded time.');
  }
}

/** Counts the steps of one question. */
export class Work {
  #left: number;
  #depth = 0;

  constructor(steps: number = STEPS) {
    this.#left = steps;
  }

  /** @throws {OutOfWorkError} the question has cost too much. */
  spend(steps = 1): void {
    this.#left -= steps;
    if (this.#left < 0) throw new OutOfWorkError();
  }

  /**
   * Runs one level deeper.
   * @throws {OutOfWorkError} the question leads too deep.
   */
  deeper<T>(run: () => T): T {
    this.spend();
    if (this.#depth >= DEPTH) throw new OutOfWorkError();
    this.#depth += 1;
    try {
      return run();
    } finally {
      this.#depth -= 1;
    }
  }
}
