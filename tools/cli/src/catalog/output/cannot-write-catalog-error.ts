/** The catalog is not written: the message is one sentence that says why, and what to do. */
export class CannotWriteCatalogError extends Error {
  override readonly name = 'CannotWriteCatalogError';
}
