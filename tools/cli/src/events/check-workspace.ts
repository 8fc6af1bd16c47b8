import type { CheckRequest } from '../check/check-sources.ts';
import { runCheck, verdictOf } from '../check/run-check.ts';
import { jsonReport } from '../report/json-report.ts';
import { markdownReport } from '../report/markdown-report.ts';
import { textReport } from '../report/text-report.ts';
import { findWorkspace } from '../workspace.ts';

/** A report in each of its forms. */
export interface CheckedWorkspace {
  readonly reports: { readonly text: () => string; readonly markdown: () => string; readonly json: () => string };
  /** 0 nothing breaks, 1 something breaks, 2 it cannot be told. */
  readonly exitCode: 0 | 1 | 2;
}

const EXIT_CODES = { ok: 0, breaking: 1, 'cannot-judge': 2 } as const;

/**
 * Checks a workspace's contracts against a base.
 * @throws {CannotJudgeError} there is no workspace.
 */
export function checkWorkspace({ workspace, ...request }: CheckRequest & { workspace?: string }): CheckedWorkspace {
  const report = runCheck(findWorkspace(workspace), request);
  return {
    reports: {
      text: () => textReport(report),
      markdown: () => markdownReport(report),
      json: () => `${JSON.stringify(jsonReport(report), undefined, 2)}\n`,
    },
    exitCode: EXIT_CODES[verdictOf(report)],
  };
}
