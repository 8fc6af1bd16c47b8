import { checkRulePattern, compareSchemas, type System } from '@tidings/event-schemas';
import { CannotJudgeError } from '../errors.ts';
import type { Base } from '../git/find-base.ts';
import { type CheckRequest, type CheckSources, readSources, type Side } from './check-sources.ts';
import { declaredReadings } from './declared-readings.ts';
import { type EventHistory, remembered, textOf } from './event-history.ts';
import type { Breach, DeclaredBy, EventReport, Obstacle, TreeProblem } from './findings.ts';
import { judgeEnvelope } from './judge-envelope.ts';
import { judgeEvent } from './judge-event.ts';
import { judgePythonUpcasts } from './python-upcasts.ts';
import type { RuleBook } from './starved-rules.ts';
import { type FindSchema, judgeReadings } from './tree-readings.ts';
import { judgeCycles, judgeDelivery, judgePublishers, judgeRules, type TreeSystem, undeclared } from './tree-system.ts';

/** What the check found. */
export interface CheckReport {
  /** Absent: compared with nothing, as no base was asked for and none is there. */
  readonly comparedWith?: Base | undefined;
  /** Every event of either side. */
  readonly events: readonly EventReport[];
  readonly envelope?: Breach | undefined;
  /** What is wrong in this tree, whatever it is compared with. */
  readonly problems: readonly TreeProblem[];
  /** What keeps the check from judging. */
  readonly obstacles: readonly Obstacle[];
  readonly consumers: number;
  /** Absent: templates were left out, or are missing, and rules are not judged. */
  readonly rules?: number | undefined;
}

/** What the check comes to: all well, something breaks, or it cannot be told. */
export type Verdict = 'ok' | 'breaking' | 'cannot-judge';

/** The verdict of a report: what breaks comes before what cannot be judged. */
export function verdictOf({ events, envelope, problems, obstacles }: CheckReport): Verdict {
  const breaks = events.some(({ breaches }) => breaches.length > 0) || envelope !== undefined || problems.length > 0;
  if (breaks) return 'breaking';
  return obstacles.length > 0 ? 'cannot-judge' : 'ok';
}

const NO_SIDE: Side = { folders: new Map(), envelope: undefined, consumers: [] };
const NO_SYSTEM: System = { rules: [], functions: [], services: [] };

/** Judges a workspace against a base; what keeps it from judging is part of the report. */
export function runCheck(workspace: string, request: CheckRequest = {}): CheckReport {
  try {
    return judge(readSources(workspace, request));
  } catch (error) {
    if (!(error instanceof CannotJudgeError)) throw error;
    return { events: [], problems: [], obstacles: [{ message: `${error.message}.` }], consumers: 0 };
  }
}

function judge(sources: CheckSources): CheckReport {
  const { tree, base, system, published } = sources;
  const before = base ?? NO_SIDE;
  const templates = system ?? NO_SYSTEM;
  const readers = declaredReadings(tree.consumers, before.consumers);
  const book: RuleBook = { rules: templates.rules, envelope: tree.envelope ?? true, check: checkRulePattern };
  const compare = remembered(compareSchemas);
  const events = histories(sources, readers, compare).map((history) => judgeEvent(history, book));
  const whole: TreeSystem = { ...tree, system: templates, published, findSchema: schemasOf(sources) };
  return {
    comparedWith: base && { ref: base.ref, commit: base.commit },
    events: system ? events : events.map((event) => ({ ...event, retirable: [] })),
    envelope: judgeEnvelope({ before: before.envelope, after: tree.envelope, consumers: readers, compare }),
    problems: judgeTree(whole, book),
    obstacles: [...obstaclesOf(sources, events), ...undeclared(whole)],
    consumers: new Set(readers.map(({ consumer }) => consumer)).size,
    rules: system && system.rules.length,
  };
}

function schemasOf({ tree, base }: CheckSources): FindSchema {
  return (event, version) => textOf(base?.folders.get(event), version) ?? textOf(tree.folders.get(event), version);
}

function judgeTree(whole: TreeSystem, book: RuleBook): readonly TreeProblem[] {
  return [
    ...judgeReadings(whole.consumers, whole.findSchema),
    ...judgePythonUpcasts(whole.consumers, whole.folders),
    ...judgeDelivery(whole),
    ...judgePublishers(whole),
    ...judgeRules(whole, book),
    ...judgeCycles(whole),
  ];
}

function histories(
  { tree, base }: CheckSources,
  readers: readonly DeclaredBy[],
  compare: EventHistory['compare'],
): readonly EventHistory[] {
  const paths = new Set([...tree.folders.keys(), ...(base?.folders.keys() ?? [])]);
  return [...paths].toSorted().map((path) => {
    const before = base?.folders.get(path);
    const after = tree.folders.get(path);
    return {
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      compared: base !== undefined,
      consumers: readers.filter(({ event }) => event === path),
      compare,
    };
  });
}

/** What a breach of the same folder already says, a broken contract need not say again. */
function obstaclesOf(
  { tree, published, obstacles }: CheckSources,
  events: readonly EventReport[],
): readonly Obstacle[] {
  const told = events.filter(({ breaches }) => breaches.length > 0).map(({ event }) => `/${event}`);
  const own = obstacles.filter(({ file = '' }) => !told.some((event) => `${file}/`.includes(`${event}/`)));
  const unread = [
    ...tree.consumers.flatMap(({ problems }) => problems),
    ...[...published.values()].flatMap(({ problem }) => problem ?? []),
  ];
  return [...own, ...unread.map(({ file, line, problem }) => ({ file, line, message: `${problem}.` }))];
}
