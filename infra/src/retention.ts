import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib/core';
import type { StageSettings } from './stage.ts';

/** How long one kind of thing stays, and why. `forever` means until somebody deletes it on purpose. */
export interface Retention {
  readonly kept: number | 'forever';
  readonly sandbox: number | 'forever';
  readonly reason: string;
}

/** The kinds of things that hold data. */
export type RetentionKind = 'table' | 'queue' | 'deadLetters' | 'functionLog' | 'accessLog' | 'archive';

/** Days, by kind. Every table, queue, log group and archive of every template follows it; a spec walks them all. */
export const retentionDays: Readonly<Record<RetentionKind, Retention>> = {
  table: {
    kept: 'forever',
    sandbox: 'forever',
    reason: 'History is the product; single items leave by their expiresAt.',
  },
  queue: {
    kept: 4,
    sandbox: 4,
    reason: 'A consumer down over a long weekend loses nothing, and the rest of 14 days is left as a dead letter.',
  },
  deadLetters: {
    kept: 14,
    sandbox: 14,
    reason: 'The longest SQS allows: time for a person to look, mend and redrive.',
  },
  functionLog: { kept: 30, sandbox: 3, reason: 'A month covers a support case; a sandbox is read while it runs.' },
  accessLog: { kept: 90, sandbox: 3, reason: 'A quarter of who called what, for security questions.' },
  archive: {
    kept: 90,
    sandbox: 90,
    reason: 'The emergency replay reaches back a quarter; inbox marks outlive it by 30 days.',
  },
};

/** Days for a kind at a stage. */
export function daysOf(kind: RetentionKind, stage: StageSettings): number | 'forever' {
  return stage.keep ? retentionDays[kind].kept : retentionDays[kind].sandbox;
}

/** Seconds for a queue's kind at a stage. */
export function queueSeconds(kind: 'queue' | 'deadLetters', stage: StageSettings): number {
  const days = daysOf(kind, stage);
  return days === 'forever' ? 1_209_600 : days * 86_400;
}

/** Data of a kept stage stays when its stack goes or a change replaces it; a sandbox takes everything with it. */
export function applyRetention(resource: CfnResource, stage: StageSettings): void {
  const policy = stage.keep ? CfnDeletionPolicy.RETAIN : CfnDeletionPolicy.DELETE;
  resource.cfnOptions.deletionPolicy = policy;
  resource.cfnOptions.updateReplacePolicy = policy;
}
