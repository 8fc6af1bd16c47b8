import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const WORKSPACE = resolve(import.meta.dirname, '../../../..');

/** A copy of this workspace with a history of its own; gone when its scope ends. */
export interface WorkspaceCopy extends Disposable {
  readonly root: string;
  /** Makes everything that has changed the newest commit. */
  commit(message: string): void;
  /** Names of the projects that the newest commit affects, sorted. */
  affected(): readonly string[];
}

/** Copies this workspace without what git ignores, as it is now, and commits it. Installed packages are shared. */
export function workspaceCopy(): WorkspaceCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-workspace-')));
  const files = git(WORKSPACE, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0');
  for (const file of files.filter((each) => each !== '' && existsSync(join(WORKSPACE, each)))) {
    cpSync(join(WORKSPACE, file), join(root, file));
  }
  symlinkSync(join(WORKSPACE, 'node_modules'), join(root, 'node_modules'));
  git(root, 'init', '--quiet');
  const commit = (message: string): void => {
    git(root, 'add', '--all');
    git(root, '-c', 'user.name=spec', '-c', 'user.email=spec@example.com', 'commit', '--quiet', '-m', message);
  };
  commit('The workspace as it is');
  return { root, commit, affected: () => affectedIn(root), [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

function affectedIn(root: string): readonly string[] {
  const nx = join(WORKSPACE, 'node_modules/.bin/nx');
  const args = [nx, 'show', 'projects', '--affected', '--base=HEAD~1', '--head=HEAD', '--json'];
  const env = {
    ...process.env,
    NX_DAEMON: 'false',
    NX_ISOLATE_PLUGINS: 'false',
    NX_WORKSPACE_DATA_DIRECTORY: join(root, '.nx/workspace-data'),
    NX_CACHE_DIRECTORY: join(root, '.nx/cache'),
  };
  const answer = execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' });
  return (JSON.parse(answer) as readonly string[]).toSorted();
}

function git(directory: string, ...args: readonly string[]): string {
  // A hook's environment names another repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return execFileSync('git', args, { cwd: directory, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
