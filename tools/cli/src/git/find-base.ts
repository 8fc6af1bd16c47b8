import { CannotJudgeError } from '../errors.ts';
import { git, gitLine, NOT_INSTALLED } from './git.ts';

/** The commit that this tree is compared with. */
export interface Base {
  /** As it was asked for: `main`, `v1.2`, a commit. */
  readonly ref: string;
  /** Where this tree's history left the ref's: the whole id. */
  readonly commit: string;
}

/** Refs that a workspace without any wish is compared with: the first that exists. */
const DEFAULT_REFS = ['origin/main', 'main'];

/**
 * Finds the commit to compare with: the merge base of HEAD and the ref, as `nx affected` does. Without a ref it is that of
 * `NX_BASE`, else of `origin/main`, else of `main`; `undefined` when none was asked for and none is there.
 * @throws {CannotJudgeError} a ref was asked for and there is no such commit, or history does not reach back to it.
 */
export function findBase(workspace: string, asked?: string): Base | undefined {
  const wish = asked ?? nonEmpty(process.env['NX_BASE']);
  if (wish === undefined) return defaultBase(workspace);
  assertRepository(workspace);
  const commit = commitOf(workspace, wish);
  if (commit === undefined) throw unknownRef(workspace, wish);
  return mergeBase(workspace, wish, commit);
}

function defaultBase(workspace: string): Base | undefined {
  if (!isRepository(workspace)) return undefined;
  for (const ref of DEFAULT_REFS) {
    const commit = commitOf(workspace, ref);
    if (commit !== undefined) return mergeBase(workspace, ref, commit);
  }
  return undefined;
}

function mergeBase(workspace: string, ref: string, commit: string): Base {
  if (commitOf(workspace, 'HEAD') === undefined) {
    throw new CannotJudgeError(`there is no commit here yet to compare with ${ref}: commit first`);
  }
  const common = gitLine(workspace, ['merge-base', commit, 'HEAD']);
  if (common !== undefined) return { ref, commit: common };
  throw new CannotJudgeError(
    isShallow(workspace)
      ? `this clone is shallow and does not reach the commit that it shares with ${ref}: ${FETCH_ALL}`
      : `${ref} and HEAD share no commit: pass --base <a commit of this history>`,
  );
}

const FETCH_ALL = 'fetch with depth 0 (git fetch --unshallow, or fetch-depth: 0 in CI)';

function unknownRef(workspace: string, ref: string): CannotJudgeError {
  return new CannotJudgeError(
    isShallow(workspace)
      ? `there is no commit ${ref} in this shallow clone: ${FETCH_ALL}`
      : `there is no commit ${ref} in this repository: fetch it, or pass --base <ref> with one that exists`,
  );
}

function commitOf(workspace: string, ref: string): string | undefined {
  return gitLine(workspace, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
}

function assertRepository(workspace: string): void {
  if (isRepository(workspace)) return;
  throw new CannotJudgeError(`git finds no repository around ${workspace}: run this in a clone, or leave --base out`);
}

/**
 * Whether there is a repository to compare with.
 * @throws {CannotJudgeError} there is one, and git refuses to read it.
 */
function isRepository(workspace: string): boolean {
  const { ok, complaint } = git(workspace, ['rev-parse', '--is-inside-work-tree']);
  if (ok) return true;
  if (complaint === NOT_INSTALLED || complaint.includes('not a git repository')) return false;
  throw new CannotJudgeError(`git does not read the repository of ${workspace} (${complaint}): mend that first`);
}

function isShallow(workspace: string): boolean {
  return gitLine(workspace, ['rev-parse', '--is-shallow-repository']) === 'true';
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}
