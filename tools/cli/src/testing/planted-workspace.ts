import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by their paths: text as it is, anything else as JSON, `undefined` for one that is to be removed. */
export type Files = Readonly<Record<string, unknown>>;

/** A workspace of its own in a temporary folder, under git. */
export interface PlantedWorkspace {
  readonly folder: string;
  write(files: Files): void;
  /** Commits everything and answers the commit's id. */
  commit(message?: string): string;
  git(...args: readonly string[]): string;
  remove(): void;
}

/** Author and settings of the planted history, whatever those of the machine, or of a hook that runs this, are. */
const ENVIRONMENT = {
  PATH: process.env['PATH'],
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
};

/** Plants files in a new repository, on the branch `main`, without committing them. */
export function plantWorkspace(files: Files): PlantedWorkspace {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-check-')));
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' }).trim();
  const write = (added: Files): void => {
    for (const [path, content] of Object.entries(added)) writeOne(join(folder, path), content);
  };
  git('init', '--quiet', '--initial-branch', 'main');
  write(files);
  return {
    folder,
    write,
    git,
    commit: (message = 'Change') => {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '--message', message);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function writeOne(path: string, content: unknown): void {
  if (content === undefined) {
    rmSync(path, { recursive: true, force: true });
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 2)}\n`);
}
