import { spawnSync } from 'node:child_process';

/** Bytes that one git command may write; far more than all contracts and handlers of a workspace. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** What is complained of where there is no git. */
export const NOT_INSTALLED = 'git is not installed';

/** What a git command answered. */
export interface GitAnswer {
  readonly ok: boolean;
  readonly output: Buffer;
  /** The command's own complaint, on one line. */
  readonly complaint: string;
}

/** Set by git for the hooks that it runs; a workspace's folder says which repository is meant. */
const OF_HOOKS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY'];

/** Runs git in a folder and waits for it. A command that fails, or cannot be run, is an answer and not an error. */
export function git(folder: string, args: readonly string[], input?: string): GitAnswer {
  const { error, status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], {
    env: { ...withoutHooks(process.env), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    maxBuffer: MAX_OUTPUT_BYTES,
    ...(input === undefined ? {} : { input }),
  });
  if (error !== undefined) {
    const complaint = 'code' in error && error.code === 'ENOENT' ? NOT_INSTALLED : error.message;
    return { ok: false, output: Buffer.alloc(0), complaint };
  }
  return { ok: status === 0, output: stdout, complaint: stderr.toString('utf8').trim().replaceAll(/\s+/g, ' ') };
}

function withoutHooks(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !OF_HOOKS.includes(name)));
}

/** The one line that a git command answers, or `undefined` when it fails. */
export function gitLine(folder: string, args: readonly string[]): string | undefined {
  const { ok, output } = git(folder, args);
  return ok ? output.toString('utf8').trim() : undefined;
}
