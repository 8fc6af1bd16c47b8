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
export type NumberRule<Value extends number = number> =
  | Value
  | Exists
  | { readonly numeric: readonly [Comparison, number] | readonly [Comparison, number, Comparison, number] }
  | AnythingBut<OneOrMore<Value>>;

/** What a rule may ask of a field that is true or false, or null. */
export type LiteralRule<Value> = Value | Exists;

type RuleOf<Value> = Value extends string
  ? TextRule<Value>
  : Value extends number
    ? NumberRule<Value>
    : LiteralRule<Value>;

type Literal = string | number | boolean | null | undefined;

/** What a rule lists for values that are no objects, of a list too. */
type RulesOver<Value> = Value extends readonly (infer Entry)[]
  ? RulesOver<Entry>
  : Value extends Literal
    ? Value
    : never;

/** What is inside a value, or inside the entries of a list; each of several objects by itself. */
type PatternInside<Value> = Value extends readonly (infer Entry)[]
  ? PatternInside<Entry>
  : Value extends Literal
    ? never
    : ObjectPattern<Value>;

/**
 * A rule over a value; over an array it asks whether any element fits. A value of several kinds has the rules of each,
 * one of several objects the fields of any one.
 */
export type FieldPattern<Value> =
  | PatternInside<Value>
  | ([RulesOver<Value>] extends [never] ? never : readonly RuleOf<RulesOver<Value>>[]);

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
