import { type EventSchemas, type JsonSchema, checkPatternFor } from '@tidings/event-schemas';
import { type JsonObject, asList, isObject } from './json.ts';

/** An event as a rule sees it from outside. */
export interface BusEvent {
  readonly source: string;
  readonly type: string;
}

/**
 * Whether a rule's pattern lets events of this source and detail-type through, whatever it asks of their detail.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function selects(pattern: unknown, event: BusEvent): boolean {
  if (!isObject(pattern)) return false;
  const ways = asList(pattern['$or']);
  return (
    accepts(pattern['source'], event.source) &&
    accepts(pattern['detail-type'], event.type) &&
    (ways.length === 0 || ways.some((way) => selects(way, event)))
  );
}

/** Whether a rule's pattern lets some event of that contract through, its detail included. */
export function carries(pattern: unknown, event: EventSchemas, envelope: JsonSchema): boolean {
  return selects(pattern, event) && checkPatternFor(pattern, event, envelope)?.length === 0;
}

function accepts(conditions: unknown, text: string): boolean {
  return conditions === undefined || asList(conditions).some((condition) => fits(condition, text));
}

function fits(condition: unknown, text: string): boolean {
  if (typeof condition === 'string') return condition === text;
  if (!isObject(condition)) return false;
  return Object.entries(condition).every(([operator, operand]) => OPERATORS[operator]?.(operand, text) ?? false);
}

type Operator = (operand: unknown, text: string) => boolean;

const OPERATORS: Readonly<Record<string, Operator>> = {
  prefix: (operand, text) => withCase(operand, text, (start, whole) => whole.startsWith(start)),
  suffix: (operand, text) => withCase(operand, text, (end, whole) => whole.endsWith(end)),
  'equals-ignore-case': (operand, text) => typeof operand === 'string' && operand.toLowerCase() === text.toLowerCase(),
  wildcard: (operand, text) => typeof operand === 'string' && wildcard(operand).test(text),
  exists: (operand) => operand === true,
  'anything-but': (operand, text) => {
    const refused = Array.isArray(operand) ? asList(operand) : spread(operand);
    return !refused.some((one) => fits(one, text));
  },
};

/** `{ prefix: ['a', 'b'] }` as a list of conditions, each of which alone refuses. */
function spread(operand: unknown): readonly unknown[] {
  if (!isObject(operand)) return [operand];
  return Object.entries(operand).flatMap(([operator, value]) =>
    (Array.isArray(value) ? asList(value) : [value]).map((one) => ({ [operator]: one })),
  );
}

function withCase(operand: unknown, text: string, test: (part: string, whole: string) => boolean): boolean {
  if (typeof operand === 'string') return test(operand, text);
  const part = isObject(operand) ? operand['equals-ignore-case'] : undefined;
  return typeof part === 'string' && test(part.toLowerCase(), text.toLowerCase());
}

function wildcard(text: string): RegExp {
  const parts = text.split('*').map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/gu, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 'su');
}

/** What a pattern asks of the detail, and of anything else besides source and detail-type. */
export function filterOf(pattern: unknown): JsonObject | undefined {
  if (!isObject(pattern)) return undefined;
  const { source: _source, 'detail-type': _type, ...rest } = pattern;
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** Every source and detail-type that a pattern names literally. */
export function namedEvents(pattern: unknown): readonly BusEvent[] {
  if (!isObject(pattern)) return [];
  const types = literals(pattern['detail-type']);
  return literals(pattern['source']).flatMap((source) => types.map((type) => ({ source, type })));
}

/** The conditions as people would read them; operators as JSON. */
function literals(conditions: unknown): readonly string[] {
  const listed = asList(conditions).map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  return listed.length === 0 ? ['*'] : listed;
}
