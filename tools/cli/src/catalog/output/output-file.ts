/** A file to write: its path from the catalog's folder, with forward slashes, and its whole text. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}
