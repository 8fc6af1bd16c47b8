import { AddressTable } from './address-table.ts';
import type { AddressRange } from './address-range.ts';
import { AffixTree } from './affix-tree.ts';
import { foldCase } from './predicate.ts';
import type { NumberRange, Predicate, Scalar } from './predicate.ts';
import { RangeTree } from './range-tree.ts';

/** Predicates on one field, each with an item. A lookup finds the items whose predicate may hold for a value, none too few. */
export interface ValueIndex<Item> {
  find(value: Scalar, found: Item[]): void;
}

/** Where a predicate is looked up. A wildcard stands under the text before its first asterisk or after its last. */
type Slot =
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

/** Equal for slots that are looked up alike. */
export const slotKey = (slot: Slot): string => JSON.stringify(slot, spellNumbers);

type SlotIn<Table extends Slot['table']> = Extract<Slot, { readonly table: Table }>;

class ScalarIndex<Item> implements ValueIndex<Item> {
  readonly #always: readonly Item[];
  readonly #texts: Map<string, Item> | undefined;
  /** Bit `length % 32` is set for every text that is asked for: most others need not be hashed. */
  readonly #lengths: number;
  readonly #others: Map<Scalar, Item> | undefined;
  readonly #ranges: RangeTree<Item> | undefined;
  readonly #finders: ((value: string, found: Item[]) => void)[] = [];
  readonly #foldedFinders: ((value: string, found: Item[]) => void)[] = [];

  constructor(entries: readonly (readonly [Slot, Item])[]) {
    const table = <Table extends Slot['table']>(name: Table): readonly (readonly [SlotIn<Table>, Item])[] =>
      entries.filter((entry): entry is readonly [SlotIn<Table>, Item] => entry[0].table === name);
    const equals = table('equals').map(([{ value }, item]) => [value, item] as const);
    const texts = equals.filter((entry): entry is readonly [string, Item] => typeof entry[0] === 'string');
    const others = equals.filter(([value]) => typeof value !== 'string');
    this.#texts = texts.length === 0 ? undefined : new Map(texts);
    this.#lengths = texts.reduce((bits, [text]) => bits | (1 << (text.length % 32)), 0);
    this.#others = others.length === 0 ? undefined : new Map(others);
    const ranges = table('range').map(([{ range }, item]) => [range, item] as const);
    this.#always = table('any').map(([, item]) => item);
    this.#ranges = ranges.length === 0 ? undefined : new RangeTree(ranges);
    this.#addTexts(this.#finders, table('prefix'), table('suffix'));
    this.#addTexts(this.#foldedFinders, table('folded-prefix'), table('folded-suffix'));
    this.#addFolded(table('folded'));
    this.#addAddresses(table('address'));
  }

  find(value: Scalar, found: Item[]): void {
    for (const each of this.#always) found.push(each);
    if (typeof value === 'string') return this.#findText(value, found);
    const item = this.#others?.get(value);
    if (item !== undefined) found.push(item);
    if (typeof value === 'number') this.#ranges?.find(value, found);
  }

  #findText(value: string, found: Item[]): void {
    if (((this.#lengths >>> (value.length % 32)) & 1) === 1) {
      const item = this.#texts?.get(value);
      if (item !== undefined) found.push(item);
    }
    for (const find of this.#finders) find(value, found);
    if (this.#foldedFinders.length === 0) return;
    const folded = foldCase(value);
    for (const find of this.#foldedFinders) find(folded, found);
  }

  #addTexts(
    finders: ((value: string, found: Item[]) => void)[],
    prefixes: readonly (readonly [{ readonly text: string }, Item])[],
    suffixes: readonly (readonly [{ readonly text: string }, Item])[],
  ): void {
    for (const [side, entries] of [
      ['prefix', prefixes],
      ['suffix', suffixes],
    ] as const) {
      if (entries.length === 0) continue;
      const tree = new AffixTree(
        side,
        entries.map(([{ text }, item]) => [text, item] as const),
      );
      finders.push((value, found) => tree.find(value, found));
    }
  }

  #addFolded(entries: readonly (readonly [{ readonly text: string }, Item])[]): void {
    if (entries.length === 0) return;
    const items = new Map(entries.map(([{ text }, item]) => [text, item] as const));
    this.#foldedFinders.push((value, found) => {
      const item = items.get(value);
      if (item !== undefined) found.push(item);
    });
  }

  #addAddresses(entries: readonly (readonly [{ readonly range: AddressRange }, Item])[]): void {
    if (entries.length === 0) return;
    const table = new AddressTable(entries.map(([{ range }, item]) => [range, item] as const));
    this.#finders.push((value, found) => table.find(value, found));
  }
}

/** Each slot must be there once: items of equal slots are the caller's to join. */
export const makeValueIndex = <Item>(entries: readonly (readonly [Slot, Item])[]): ValueIndex<Item> =>
  new ScalarIndex(entries);

export type { Slot };
