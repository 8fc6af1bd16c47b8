import type { Breach, EventReport, Obstacle, TreeProblem } from '../check/findings.ts';
import { type CheckReport, type Verdict, verdictOf } from '../check/run-check.ts';

/** Shape of the JSON report. It grows by new members; a change of meaning or a lost member is another number. */
export const JSON_REPORT_FORMAT = 1;

/** The report for programs, as docs/evolving-events.md describes it. */
export interface JsonReport {
  readonly format: typeof JSON_REPORT_FORMAT;
  readonly verdict: Verdict;
  /** The merge base that this tree was compared with; `null` when with nothing. */
  readonly comparedWith: { readonly ref: string; readonly commit: string } | null;
  readonly events: readonly EventReport[];
  /** The breach of the envelope around all events, if any. */
  readonly envelope: Breach | null;
  readonly problems: readonly TreeProblem[];
  readonly obstacles: readonly Obstacle[];
  readonly counts: { readonly events: number; readonly consumers: number; readonly rules: number | null };
}

/** The report for programs. */
export function jsonReport(report: CheckReport): JsonReport {
  const { comparedWith, events, envelope, problems, obstacles, consumers, rules } = report;
  return {
    format: JSON_REPORT_FORMAT,
    verdict: verdictOf(report),
    comparedWith: comparedWith ?? null,
    events,
    envelope: envelope ?? null,
    problems,
    obstacles,
    counts: { events: events.length, consumers, rules: rules ?? null },
  };
}
