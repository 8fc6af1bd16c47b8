/** The folder that a catalog should go to belongs to something else; the message says what to do. */
export class CatalogFolderError extends Error {
  override readonly name = 'CatalogFolderError';
}

/** An option of the command is not understood; the message says what is. */
export class CatalogOptionError extends Error {
  override readonly name = 'CatalogOptionError';
}
