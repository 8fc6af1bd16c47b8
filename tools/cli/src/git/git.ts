import { spawnSync } from 'node:child_process';
import { CannotJudgeError } from '../errors.ts';

/** Bytes that one git command may write; far more than all contracts and handlers of a workspace. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** What a git command answered. */
export interface GitAnswer {
  readonly ok: boolean;
  readonly output: Buffer;
  /** The command's own complaint, on one line. */
  readonly complaint: string;
}

/**
 * Runs git in a folder and waits for it. A command that fails is an answer, not an error.
 * @throws {CannotJudgeError} there is no git on this machine, or it was stopped.
 */
export function git(folder: string, args: readonly string[], input?: string): GitAnswer {
  const { error, status, stdout, stderr } = spawnSync('git', ['-C', folder, ...args], {
    env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    maxBuffer: MAX_OUTPUT_BYTES,
    ...(input === undefined ? {} : { input }),
  });
  if (error !== undefined || status === null) {
    throw new CannotJudgeError(
      `git cannot be run (${error?.message ?? 'it was stopped'}): install it, or leave --base out`,
    );
  }
  return { ok: status === 0, output: stdout, complaint: stderr.toString('utf8').trim().replaceAll(/\s+/g, ' ') };
}

/** The one line that a git command answers, or `undefined` when it fails. */
export function gitLine(folder: string, args: readonly string[]): string | undefined {
  const { ok, output } = git(folder, args);
  return ok ? output.toString('utf8').trim() : undefined;
}
