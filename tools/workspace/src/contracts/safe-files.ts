import { ContractSourceError, diskFiles, type FileTree } from '@tidings/event-schemas';
import { HostileDocumentError, parseDocument } from '@tidings/events';

/** Far more than any schema of ours, and far less than what makes recursive code fail. */
const LIMITS = { maxCharacters: 1024 * 1024, maxDepth: 128 };

/**
 * The files of this machine, whose JSON is safe to read: a contract may come from anyone who opens a pull request.
 * Reading throws a {@link ContractSourceError} that names the file and what is wrong with it.
 */
export const safeFiles: FileTree = {
  list: (folder) => diskFiles.list(folder),
  read: (path) => {
    const text = diskFiles.read(path);
    if (text !== undefined && path.endsWith('.json')) assertSafe(text, path);
    return text;
  },
};

function assertSafe(text: string, path: string): void {
  try {
    parseDocument(text, LIMITS);
  } catch (error) {
    if (!(error instanceof HostileDocumentError)) throw error;
    throw new ContractSourceError(
      path,
      `is no JSON that is safe to read: ${error.problem}, at character ${error.position}`,
    );
  }
}
