import { readdirSync, statSync, watch, type Dirent, type FSWatcher } from 'node:fs';
import { join } from 'node:path';

export interface WatchedTree {
  /** Absolute. */
  readonly root: string;
  /** From the root: folders with all that they hold, and files of the root. */
  readonly paths: readonly string[];
  /** Whether a path (from the root) is none of our business; a folder's content then neither. */
  readonly ignores: (path: string) => boolean;
  /** Path from the root of a file that was made, changed or removed. */
  readonly onChange: (path: string) => void;
}

/**
 * Watches folders with one watch each, new ones too. Node's own recursive watch takes one for each file on Linux, those of
 * installed packages and outputs included. nodejs.org/api/fs.html#fswatchfilename-options-listener
 */
export class TreeWatcher {
  readonly #tree: WatchedTree;
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(tree: WatchedTree) {
    this.#tree = tree;
    const files = new Set(tree.paths.filter((path) => !this.#isFolder(path)));
    for (const path of tree.paths) if (!files.has(path)) this.#watchFolder(path, () => undefined);
    // A file is watched by its folder: editors and git put another one in its place.
    if (files.size > 0)
      this.#open('.', (name) => {
        if (name !== null && files.has(name)) tree.onChange(name);
      });
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #isFolder(path: string): boolean {
    return statSync(join(this.#tree.root, path), { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  #open(path: string, onEvent: (name: string | null) => void): void {
    if (this.#watchers.has(path)) return;
    try {
      const watcher = watch(join(this.#tree.root, path), { persistent: false }, (_, name) => onEvent(name));
      watcher.on('error', () => this.#forget(path));
      this.#watchers.set(path, watcher);
    } catch {
      // Gone before it could be watched: its folder says so.
    }
  }

  /** Calls `onFile` for each file that is there already. */
  #watchFolder(folder: string, onFile: (path: string) => void): void {
    this.#open(folder, (name) => {
      if (name !== null) this.#hear(`${folder}/${name}`);
    });
    for (const entry of readEntries(join(this.#tree.root, folder))) {
      const path = `${folder}/${entry.name}`;
      if (this.#tree.ignores(path)) continue;
      if (entry.isDirectory()) this.#watchFolder(path, onFile);
      else onFile(path);
    }
  }

  #hear(path: string): void {
    if (this.#tree.ignores(path)) return;
    if (this.#isFolder(path)) {
      if (!this.#watchers.has(path)) this.#watchFolder(path, this.#tree.onChange);
      return;
    }
    this.#forget(path);
    this.#tree.onChange(path);
  }

  /** A folder that is gone takes what it held with it; one of the same name may come back. */
  #forget(path: string): void {
    for (const [watched, watcher] of this.#watchers) {
      if (watched !== path && !watched.startsWith(`${path}/`)) continue;
      watcher.close();
      this.#watchers.delete(watched);
    }
  }
}

function readEntries(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
