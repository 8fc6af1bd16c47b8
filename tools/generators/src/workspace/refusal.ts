/** A generator cannot do what it was asked; the message says what to do instead. Nothing has been written. */
export class GeneratorRefusalError extends Error {
  override readonly name = 'GeneratorRefusalError';
}

/** Ends a generator with a sentence for the person who called it. */
export function refuse(sentence: string): never {
  throw new GeneratorRefusalError(sentence);
}
