import type { AddressRange } from './address-range.ts';
import type { Wildcard } from './wildcard.ts';

/** A leaf of an event, as JSON knows it. */
export type Scalar = string | number | boolean | null;

/**
 * One thing that a field's value can be held against, already checked and normalized (case folded, ranges as numbers).
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type Predicate =
  | { readonly kind: 'equals'; readonly value: Scalar }
  | { readonly kind: 'equals-ignore-case'; readonly folded: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'prefix-ignore-case'; readonly folded: string }
  | { readonly kind: 'suffix'; readonly text: string }
  | { readonly kind: 'suffix-ignore-case'; readonly folded: string }
  | { readonly kind: 'wildcard'; readonly wildcard: Wildcard }
  | ({ readonly kind: 'range' } & NumberRange)
  | { readonly kind: 'address'; readonly range: AddressRange }
  | { readonly kind: 'present' }
  | { readonly kind: 'absent' }
  | { readonly kind: 'none-of'; readonly values: ReadonlySet<Scalar> }
  | { readonly kind: 'not'; readonly any: readonly Predicate[] };

/** Numbers between two bounds, each inside or outside. */
export interface NumberRange {
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
}

/** Letter case is ignored by comparing folded text. */
export const foldCase = (text: string): string => text.toLowerCase();
