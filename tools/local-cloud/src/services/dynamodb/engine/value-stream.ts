import { Stream } from 'node:stream';

/** What the engine reads a range through: a stream in Node's first style, fed in one go once its listeners are there. */
export class ValueStream extends Stream {
  #stopped = false;

  constructor(values: () => Iterable<unknown>) {
    super();
    queueMicrotask(() => this.#feed(values()));
  }

  destroy(): void {
    this.#stopped = true;
  }

  #feed(values: Iterable<unknown>): void {
    for (const value of values) {
      if (this.#stopped) break;
      this.emit('data', value);
    }
    this.emit('end');
  }
}
