import type { AddressRange } from './address-range.ts';
import type { NumberRange, Predicate, Scalar } from './predicate.ts';

/** Where a predicate is looked up. A wildcard stands under the text before its first asterisk or after its last. */
export type Slot =
  | { readonly table: 'equals'; readonly value: Scalar }
  | { readonly table: 'folded' | 'prefix' | 'suffix' | 'folded-prefix' | 'folded-suffix'; readonly text: string }
  | { readonly table: 'range'; readonly range: NumberRange }
  | { readonly table: 'address'; readonly range: AddressRange }
  | { readonly table: 'any' };

function wildcardSlot(literals: readonly string[]): Slot {
  const first = literals[0] ?? '';
  if (literals.length === 1) return { table: 'equals', value: first };
  const last = literals[literals.length - 1] ?? '';
  return first.length >= last.length ? { table: 'prefix', text: first } : { table: 'suffix', text: last };
}

type Selective = Exclude<Predicate, { readonly kind: 'absent' | 'none-of' | 'not' }>;

const isSelective = (predicate: Predicate): predicate is Selective =>
  predicate.kind !== 'absent' && predicate.kind !== 'none-of' && predicate.kind !== 'not';

/** Undefined for predicates that hold for nearly every value, or for none: they select nothing. */
export function slotOf(predicate: Predicate): Slot | undefined {
  if (!isSelective(predicate)) return undefined;
  switch (predicate.kind) {
    case 'equals':
      return { table: 'equals', value: predicate.value };
    case 'range':
      return predicate.low === predicate.high
        ? { table: 'equals', value: predicate.low }
        : { table: 'range', range: predicate };
    case 'wildcard':
      return wildcardSlot(predicate.wildcard.literals);
    case 'address':
      return { table: 'address', range: predicate.range };
    case 'present':
      return { table: 'any' };
    default:
      return affixSlot(predicate);
  }
}

function affixSlot(
  predicate: Extract<Predicate, { readonly folded: string } | { readonly kind: 'prefix' | 'suffix' }>,
): Slot {
  switch (predicate.kind) {
    case 'prefix':
    case 'suffix':
      return { table: predicate.kind, text: predicate.text };
    case 'equals-ignore-case':
      return { table: 'folded', text: predicate.folded };
    case 'prefix-ignore-case':
      return { table: 'folded-prefix', text: predicate.folded };
    case 'suffix-ignore-case':
      return { table: 'folded-suffix', text: predicate.folded };
  }
}

/** Numbers as text, since JSON has no infinity; in a list, so that no text is taken for one. */
const spellNumbers = (_key: string, value: unknown): unknown => (typeof value === 'number' ? [String(value)] : value);

/** Equal for things that are made alike, such as slots that are looked up alike. */
export const keyOf = (made: unknown): string => JSON.stringify(made, spellNumbers);

export type SlotIn<Table extends Slot['table']> = Extract<Slot, { readonly table: Table }>;
