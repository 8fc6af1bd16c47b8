/** Stages whose data outlives a mistake. Every other name is a sandbox: a developer's, a branch's, a laptop's. */
const KEPT_STAGES: readonly string[] = ['prod', 'staging'];

/** Lower-case letters, digits and hyphens; short enough for `tidings-<stage>-notifications` and the bus's 256 characters. */
const STAGE_NAME = /^[a-z][a-z0-9-]{0,19}$/;

/** What differs between a stage that keeps and a sandbox that goes away; see `retention.ts` for how long things stay. */
export interface StageSettings {
  readonly name: string;
  /** Point-in-time recovery, deletion protection, RETAIN, age alarms and a topic for alarms. */
  readonly keep: boolean;
  /** Origins a browser may call the APIs from. Tokens travel in a header, never in a cookie, so a sandbox allows any. */
  readonly allowedOrigins: readonly string[];
}

/** A stage's name is one of ours to choose, and this one does not fit. */
export class StageNameError extends Error {
  override readonly name = 'StageNameError';
  readonly stage: string;

  constructor(stage: string) {
    super(`"${stage}" is not a stage name: use a letter, then up to 19 lower-case letters, digits or hyphens.`);
    this.stage = stage;
  }
}

/**
 * The settings of a stage by its name.
 * @throws {StageNameError} the name cannot be part of stack, bus and parameter names.
 */
export function stageSettings(name: string): StageSettings {
  if (!STAGE_NAME.test(name)) throw new StageNameError(name);
  const keep = KEPT_STAGES.includes(name);
  return { name, keep, allowedOrigins: keep ? [] : ['*'] };
}
