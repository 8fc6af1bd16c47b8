/** There is no such table, or no system to ask; the message says what to do. */
export class NoTableError extends Error {
  override readonly name = 'NoTableError';
}
