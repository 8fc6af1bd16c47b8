import { type JsonSchema, isRecord } from '../sets/json-schema.ts';
import { addressProblems, mayBeForeign } from './event-addresses.ts';
import { type EventSchemas, type EventVersion, addressSchema, detailSchema, versionsOf } from './event-schema.ts';
import { type PatternProblem, judgeFields } from './judge-fields.ts';
import { type Asked, type Combination, askedBy, combinationsOf } from './pattern-fields.ts';

type Problems = readonly PatternProblem[];

/**
 * The clauses of a rule's pattern that can never match: no version of any event that travels on the stage's bus satisfies
 * them. Empty when the pattern may match, and for rules on what AWS's services and partners publish, whose events are not
 * known here. A name of an event that does not exist is told even where another one in the same list does.
 * Source of the rules: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function checkRulePattern(
  pattern: unknown,
  events: readonly EventSchemas[],
  envelope: JsonSchema,
): readonly PatternProblem[] {
  if (!isRecord(pattern)) return [{ clause: 'the pattern', problem: 'is no JSON object' }];
  const combinations = combinationsOf(pattern);
  if (combinations === undefined) return [{ clause: '$or', problem: 'makes more than 1,000 combinations' }];
  if (combinations.length === 0) return [{ clause: '$or', problem: 'has no alternative, so nothing matches' }];
  if (combinations.some((combination) => mayBeForeign(combination))) return [];
  const unknown = unique(combinations.flatMap((combination) => addressProblems(combination, events)));
  if (unknown.length > 0) return unknown;
  return neverProblems(combinations, { versions: versionsOf(events), envelope });
}

/**
 * The clauses of a pattern that no version of one event satisfies, when the pattern is about that event at all; undefined when
 * it asks for other events only. Of alternatives, those about other events do not count.
 */
export function checkPatternFor(
  pattern: unknown,
  event: EventSchemas,
  envelope: JsonSchema,
): readonly PatternProblem[] | undefined {
  const combinations = isRecord(pattern) ? (combinationsOf(pattern) ?? []) : [];
  const known = { versions: versionsOf([event]), envelope };
  const own = combinations.filter((combination) => addressedBy(combination, known.versions).length > 0);
  return own.length === 0 ? undefined : neverProblems(own, known);
}

function addressedBy(combination: Combination, versions: readonly EventVersion[]): readonly EventVersion[] {
  const [, around] = halves(combination);
  return versions.filter((event) => judge(around, event, addressSchema(event)).problems.length === 0);
}

interface Known {
  readonly versions: readonly EventVersion[];
  readonly envelope: JsonSchema;
}

function neverProblems(combinations: readonly Combination[], known: Known): Problems {
  const judged = combinations.map((combination) => closest(combination, known));
  return judged.some((problems) => problems.length === 0) ? [] : unique(judged.flat());
}

interface Judged {
  readonly event: EventVersion;
  readonly problems: Problems;
}

/** The problems with the event that the combination comes nearest to; none when it may match one. */
function closest(combination: Combination, { versions, envelope }: Known): Problems {
  const [inside, around] = halves(combination);
  const byAddress = versions.map((event) => judge(around, event, addressSchema(event)));
  const addressed = byAddress.filter(({ problems }) => problems.length === 0);
  if (addressed.length === 0) return nearest(byAddress);
  const judged = addressed.map(({ event }) => judge(inside, event, detailSchema(event, envelope)));
  return judged.some(({ problems }) => problems.length === 0) ? [] : nearest(judged);
}

/** The clauses inside of `detail`, and the others. */
function halves(combination: Combination): readonly [Asked, Asked] {
  const clauses = [...combination];
  const isInside = ([, { path }]: (typeof clauses)[number]): boolean => path[0] === 'detail';
  return [askedBy(new Map(clauses.filter(isInside))), askedBy(new Map(clauses.filter((clause) => !isInside(clause))))];
}

function judge(asked: Asked, event: EventVersion, schema: JsonSchema): Judged {
  return { event, problems: judgeFields(asked, { schema, root: schema }) };
}

function nearest(judged: readonly Judged[]): Problems {
  const found = judged.toSorted(
    (one, other) => distance(one) - distance(other) || other.event.version - one.event.version,
  )[0];
  if (found === undefined) return [{ clause: 'source', problem: 'there are no events' }];
  return found.problems.map((problem) => inWords(problem, found.event, judged));
}

/** A version that is asked for by number counts before everything inside it. */
function distance({ problems }: Judged): number {
  return problems.length + (problems.some(({ clause }) => clause === 'detail.version') ? 1_000 : 0);
}

function isOfAddress({ clause }: PatternProblem): boolean {
  return clause === 'source' || clause === 'detail-type';
}

/** Says which event a clause was held against, and which versions there are. */
function inWords({ clause, problem }: PatternProblem, event: EventVersion, judged: readonly Judged[]): PatternProblem {
  if (isOfAddress({ clause, problem })) return { clause, problem: 'no event of ours has it' };
  if (clause !== 'detail.version') return { clause, problem: `${problem} (${event.type} version ${event.version})` };
  const same = judged.filter((each) => each.event.type === event.type);
  const versions = same.map((each) => each.event.version).toSorted((a, b) => a - b);
  return { clause, problem: `no version fits: ${event.type} has ${versions.join(' and ')}` };
}

function unique(problems: Problems): Problems {
  return [...new Map(problems.map((each) => [`${each.clause}: ${each.problem}`, each])).values()];
}
