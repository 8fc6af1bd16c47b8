import type { EventSchemas, JsonSchema, PatternProblem, SystemRule } from '@tidings/event-schemas';
import { selects } from '../catalog/model/rule-selection.ts';
import { type EventHistory, folderOf, numbersOf, schemaOf, textOf } from './event-history.ts';
import type { BrokenRule } from './findings.ts';
import type { Starved } from './judge-readers.ts';

/** Clauses of a pattern that no event of these schemas can match. */
export type CheckPattern = (
  pattern: unknown,
  events: readonly EventSchemas[],
  envelope: JsonSchema,
) => readonly PatternProblem[];

/** What judging rules needs besides the event. */
export interface RuleBook {
  readonly rules: readonly SystemRule[];
  readonly envelope: JsonSchema;
  readonly check: CheckPattern;
}

/**
 * Rules that take an older version of an event and never a newer one, although it is published alone. A rule that is fed by
 * a twin, published beside the newer version, is not among them.
 */
export function starvedRules(history: EventHistory, book: RuleBook): readonly Starved[] {
  if (history.after === undefined) return [];
  return rulesOn(history, book).flatMap((rule) => starvedBy(history, rule, book));
}

function starvedBy(history: EventHistory, rule: SystemRule, book: RuleBook): readonly Starved[] {
  const versions = numbersOf(history.after);
  const problems = new Map(versions.map((version) => [version, clausesAgainst(history, rule, { ...book, version })]));
  const takes = (version: number): boolean => problems.get(version)?.length === 0;
  const lost = versions.filter((version) => versions.some((older) => older < version && takes(older)));
  const downcasts = lost.flatMap((version) => missingFor(history, version, takes) ?? []);
  const { service, logicalId, consumers } = rule;
  return [...new Set(downcasts)].flatMap((downcast) =>
    (problems.get(downcast) ?? []).map(({ clause, problem }) => ({
      service,
      logicalId,
      consumers,
      clause,
      problem,
      downcast,
    })),
  );
}

/** Goes down by the downcasters until the rule takes a twin; the one that is missing, if it never does. */
function missingFor(history: EventHistory, version: number, takes: (version: number) => boolean): number | undefined {
  for (let twin = version; twin > 0; twin -= 1) {
    if (takes(twin)) return undefined;
    if (history.after?.downcasts.has(twin) !== true) return twin;
  }
  return undefined;
}

function clausesAgainst(
  history: EventHistory,
  rule: SystemRule,
  { version, ...book }: RuleBook & { readonly version: number },
): readonly PatternProblem[] {
  return clausesAgainstText({ ...folderOf(history), version, schema: schemaOf(history, version) ?? true }, rule, book);
}

interface EventText {
  readonly owner: string;
  readonly type: string;
  readonly version: number;
  readonly schema: JsonSchema;
}

/** Clauses of a rule that no event of this text can match, as far as the rule is about events of its type. */
function clausesAgainstText(
  { owner, type, version, schema }: EventText,
  rule: SystemRule,
  { check, envelope }: RuleBook,
): readonly PatternProblem[] {
  const pattern = { ...(rule.pattern as object), source: [owner], 'detail-type': [type] };
  return check(pattern, [{ source: owner, type, versions: [{ version, schema }] }], envelope);
}

/** Rules that take a version as it was published, and never as this tree has it. */
export function rulesBrokenByEdit(history: EventHistory, version: number, book: RuleBook): readonly BrokenRule[] {
  const { owner, type } = folderOf(history);
  const [before, after] = [textOf(history.before, version), textOf(history.after, version)];
  if (before === undefined || after === undefined) return [];
  return rulesOn(history, book).flatMap((rule) => {
    if (clausesAgainstText({ owner, type, version, schema: before }, rule, book).length > 0) return [];
    const { service, logicalId, consumers } = rule;
    return clausesAgainstText({ owner, type, version, schema: after }, rule, book).map(({ clause, problem }) => ({
      service,
      logicalId,
      consumers,
      clause,
      problem,
    }));
  });
}

function rulesOn(history: EventHistory, { rules }: RuleBook): readonly SystemRule[] {
  const { owner, type } = folderOf(history);
  return rules.filter(({ bus, pattern }) => bus === 'stage' && selects(pattern, { source: owner, type }));
}
