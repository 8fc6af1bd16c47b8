import type { EventSchemas } from './event-schema.ts';
import type { PatternProblem } from './judge-fields.ts';
import { didYouMean, nearName } from './near-name.ts';
import { operatorOf } from './number-range.ts';
import { type Combination, isIntrinsic } from './pattern-fields.ts';
import { whyNever } from './why-never.ts';

/**
 * How the sources of AWS's services and of partners begin: nobody else may use them.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-events.html
 */
const FOREIGN_SOURCES = { term: [{ type: 'string', pattern: '^aws[.]' }], kinds: new Set(['text'] as const) };

function rulesOn(combination: Combination, field: string): readonly unknown[] {
  return combination.get(JSON.stringify([field]))?.rules ?? [];
}

/** Whether a combination asks for what AWS's services or partners publish, or for what only the deployment knows. */
export function mayBeForeign(combination: Combination): boolean {
  return rulesOn(combination, 'source').some((rule) => {
    if (typeof rule === 'string') return rule.startsWith('aws.');
    if (isIntrinsic(rule)) return true;
    const operator = operatorOf(rule)?.[0];
    return operator !== undefined && TAKES_BY_NAME.includes(operator) && whyNever(rule, FOREIGN_SOURCES) === undefined;
  });
}

/** Operators that name what they take; the others only leave something out. */
const TAKES_BY_NAME: readonly string[] = ['prefix', 'suffix', 'equals-ignore-case', 'wildcard'];

/** Sources and names that are spelled out and belong to no event. */
export function addressProblems(combination: Combination, events: readonly EventSchemas[]): readonly PatternProblem[] {
  const sources = rulesOn(combination, 'source').filter((rule) => typeof rule === 'string');
  const types = rulesOn(combination, 'detail-type').filter((rule) => typeof rule === 'string');
  const strange = sources.flatMap((source) => sourceProblem(source, events));
  if (strange.length > 0) return strange;
  const onlyNames = sources.length === rulesOn(combination, 'source').length;
  const asked = onlyNames && sources.length > 0 ? sources : events.map(({ source }) => source);
  return types.flatMap((type) => typeProblem(type, asked, events));
}

function sourceProblem(source: string, events: readonly EventSchemas[]): readonly PatternProblem[] {
  const known = [...new Set(events.map((event) => event.source))];
  if (known.includes(source)) return [];
  const problem = `no service called '${source}' has events${didYouMean(source, known)}`;
  return [{ clause: 'source', problem }];
}

function typeProblem(
  type: string,
  sources: readonly string[],
  events: readonly EventSchemas[],
): readonly PatternProblem[] {
  const own = events.filter(({ source }) => sources.includes(source)).map((event) => event.type);
  if (own.includes(type)) return [];
  const owner = events.find((event) => event.type === type)?.source;
  const near = nearName(type, own) === undefined ? events.map((event) => event.type) : own;
  const problem =
    owner === undefined
      ? `there is no event '${type}'${didYouMean(type, near)}`
      : `'${type}' is an event of ${owner}, not of ${[...new Set(sources)].join(', ')}`;
  return [{ clause: 'detail-type', problem }];
}
