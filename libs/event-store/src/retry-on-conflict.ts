import { StreamConflictError } from './errors.ts';

export interface RetryOptions {
  /** How often the use case runs at most. */
  readonly attempts?: number;
}

/** Runs of one use case at most; the third conflict in a row says that a stream is written too often. */
const DEFAULT_ATTEMPTS = 3;

/**
 * Runs a whole use case (read, decide, append) again when another writer was first. The use case is told which
 * attempt this is, counted from 1, so that the first may assume a new stream to be empty instead of reading it.
 * @throws {StreamConflictError} every attempt met another writer.
 */
export async function retryOnConflict<T>(
  useCase: (attempt: number) => Promise<T>,
  { attempts = DEFAULT_ATTEMPTS }: RetryOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await useCase(attempt);
    } catch (error) {
      if (!(error instanceof StreamConflictError) || attempt >= attempts) throw error;
    }
  }
}
