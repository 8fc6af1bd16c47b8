import type { EventEnvelope } from './envelope.ts';

/*
 * What a rule may ask of each field.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */

type OneOrMore<Value> = Value | readonly Value[];
interface IgnoreCase {
  readonly 'equals-ignore-case': string;
}
interface Exists {
  readonly exists: boolean;
}
interface AnythingBut<Value> {
  readonly 'anything-but': Value;
}
type NotThisText =
  | { readonly prefix: OneOrMore<string> | IgnoreCase }
  | { readonly suffix: OneOrMore<string> | IgnoreCase }
  | { readonly 'equals-ignore-case': OneOrMore<string> }
  | { readonly wildcard: OneOrMore<string> };

/** What a rule may ask of a text. */
export type TextRule<Value extends string> =
  | Value
  | IgnoreCase
  | Exists
  | { readonly prefix: string | IgnoreCase }
  | { readonly suffix: string | IgnoreCase }
  | { readonly wildcard: string }
  | { readonly cidr: string }
  | AnythingBut<OneOrMore<Value>>
  | AnythingBut<NotThisText>;

type Comparison = '<' | '<=' | '=' | '>=' | '>';

/** What a rule may ask of a number. */
export type NumberRule =
  | number
  | Exists
  | { readonly numeric: readonly [Comparison, number] | readonly [Comparison, number, Comparison, number] }
  | AnythingBut<OneOrMore<number>>;

/** What a rule may ask of a field that is true or false, or null. */
export type LiteralRule<Value> = Value | Exists;

/** A rule over a value; over an array it asks whether any element fits. */
export type FieldPattern<Value> = [Value] extends [readonly (infer Element)[]]
  ? FieldPattern<Element>
  : [Value] extends [string]
    ? readonly TextRule<Value>[]
    : [Value] extends [number]
      ? readonly NumberRule[]
      : [Value] extends [object]
        ? ObjectPattern<Value>
        : readonly LiteralRule<Value>[];

/** A rule over an object: over any of its fields, and over either of several sets of them. */
export type ObjectPattern<Value> = {
  readonly [Field in keyof Value]?: FieldPattern<Exclude<Value[Field], undefined>>;
} & { readonly $or?: readonly [ObjectPattern<Value>, ObjectPattern<Value>, ...ObjectPattern<Value>[]] };

/** A rule over an event's `detail`, as the schema of any one of its versions types it. */
export type DetailPattern<Type extends string, Data> = Data extends unknown
  ? ObjectPattern<EventEnvelope<Type, number, Data>>
  : never;

/** The pattern of an EventBridge rule for the events of one contract. */
export interface RulePattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail?: object;
}
