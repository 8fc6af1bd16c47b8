import { type JsonSchema, isRecord } from '../sets/json-schema.ts';
import { addressProblems, mayBeForeign } from './event-addresses.ts';
import { type EventOnBus, type EventSchemas, eventsOnBus } from './event-schema.ts';
import { type PatternProblem, judgeFields } from './judge-fields.ts';
import { type Combination, askedBy, combinationsOf } from './pattern-fields.ts';

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
  return neverProblems(combinations, eventsOnBus(events, envelope));
}

function neverProblems(combinations: readonly Combination[], events: readonly EventOnBus[]): Problems {
  const judged = combinations.map((combination) => closest(combination, events));
  return judged.some((problems) => problems.length === 0) ? [] : unique(judged.flat());
}

interface Judged {
  readonly event: EventOnBus;
  readonly problems: Problems;
}

/** The problems with the event that the combination comes nearest to; none when it may match one. */
function closest(combination: Combination, events: readonly EventOnBus[]): Problems {
  const asked = askedBy(combination);
  const judged = events.map((event) => ({
    event,
    problems: judgeFields(asked, { schema: event.schema, root: event.schema }),
  }));
  const addressed = judged.filter(({ problems }) => !problems.some(isOfAddress));
  const nearest = (addressed.length === 0 ? judged : addressed).toSorted(
    (one, other) => distance(one) - distance(other) || other.event.version - one.event.version,
  )[0];
  if (nearest === undefined) return [{ clause: 'source', problem: 'there are no events' }];
  return nearest.problems.map((problem) => inWords(problem, nearest.event, addressed));
}

/** A version that is asked for by number counts before everything inside it. */
function distance({ problems }: Judged): number {
  return problems.length + (problems.some(({ clause }) => clause === 'detail.version') ? 1_000 : 0);
}

function isOfAddress({ clause }: PatternProblem): boolean {
  return clause === 'source' || clause === 'detail-type';
}

/** Says which event a clause was held against, and which versions there are. */
function inWords({ clause, problem }: PatternProblem, event: EventOnBus, addressed: readonly Judged[]): PatternProblem {
  if (isOfAddress({ clause, problem })) return { clause, problem: 'no event of ours has it' };
  if (clause !== 'detail.version') return { clause, problem: `${problem} (${event.type} version ${event.version})` };
  const same = addressed.filter((each) => each.event.type === event.type);
  const versions = same.map((each) => each.event.version).toSorted((a, b) => a - b);
  return { clause, problem: `no version fits: ${event.type} has ${versions.join(' and ')}` };
}

function unique(problems: Problems): Problems {
  return [...new Map(problems.map((each) => [`${each.clause}: ${each.problem}`, each])).values()];
}
