import { AddressTable } from './address-table.ts';
import { AffixTree } from './affix-tree.ts';
import type { Affix, Reading } from './affix-tree.ts';
import { foldCase } from './predicate.ts';
import type { Scalar } from './predicate.ts';
import { RangeTree } from './range-tree.ts';
import { SeenFilter } from './seen-filter.ts';
import { ValueSieve } from './value-sieve.ts';
import type { Slot, SlotIn } from './value-slot.ts';

/** Predicates on one field, each with an item. A lookup finds the items whose predicate may hold for a value, none too few. */
export interface ValueIndex<Item> {
  find(value: Scalar, found: Item[]): void;
  /** Says of most values that a lookup finds nothing, before they are taken out of a text. */
  readonly sieve: ValueSieve;
}

class ScalarIndex<Item> implements ValueIndex<Item> {
  readonly #always: readonly Item[];
  readonly #texts: Map<string, Item> | undefined;
  readonly #seenTexts: SeenFilter;
  readonly #seenNumbers: SeenFilter;
  readonly #others: Map<Scalar, Item> | undefined;
  readonly #ranges: RangeTree<Item> | undefined;
  readonly #trees: AffixTree<Item>[] = [];
  readonly #addresses: AddressTable<Item> | undefined;
  readonly sieve: ValueSieve;

  constructor(entries: readonly (readonly [Slot, Item])[]) {
    this.sieve = new ValueSieve(entries.map(([slot]) => slot));
    const table = <Table extends Slot['table']>(name: Table): readonly (readonly [SlotIn<Table>, Item])[] =>
      entries.filter((entry): entry is readonly [SlotIn<Table>, Item] => entry[0].table === name);
    const equals = table('equals').map(([{ value }, item]) => [value, item] as const);
    const texts = equals.filter((entry): entry is readonly [string, Item] => typeof entry[0] === 'string');
    const others = equals.filter(([value]) => typeof value !== 'string');
    this.#texts = texts.length === 0 ? undefined : new Map(texts);
    this.#seenTexts = new SeenFilter(texts.map(([text]) => text));
    this.#seenNumbers = new SeenFilter(others.map(([value]) => value).filter((value) => typeof value === 'number'));
    this.#others = others.length === 0 ? undefined : new Map(others);
    const ranges = table('range').map(([{ range }, item]) => [range, item] as const);
    this.#always = table('any').map(([, item]) => item);
    this.#ranges = ranges.length === 0 ? undefined : new RangeTree(ranges);
    const affixes = (tableName: 'prefix' | 'suffix' | 'folded-prefix' | 'folded-suffix'): readonly Affix<Item>[] =>
      table(tableName).map(([{ text }, item]) => ({ text, whole: false, item }));
    const folded = table('folded').map(([{ text }, item]) => ({ text, whole: true, item }));
    this.addAffixes('prefix', { plain: affixes('prefix'), folded: [...affixes('folded-prefix'), ...folded] });
    this.addAffixes('suffix', { plain: affixes('suffix'), folded: affixes('folded-suffix') });
    const addresses = table('address').map(([{ range }, item]) => [range, item] as const);
    this.#addresses = addresses.length === 0 ? undefined : new AddressTable(addresses);
  }

  find(value: Scalar, found: Item[]): void {
    for (const each of this.#always) found.push(each);
    if (typeof value === 'string') return this.findText(value, found);
    if (typeof value === 'number') return this.findNumber(value, found);
    const item = this.#others?.get(value);
    if (item !== undefined) found.push(item);
  }

  private findNumber(value: number, found: Item[]): void {
    this.#ranges?.find(value, found);
    const item = this.#seenNumbers.mayHaveNumber(value) ? this.#others?.get(value) : undefined;
    if (item !== undefined) found.push(item);
  }

  private findText(value: string, found: Item[]): void {
    if (this.#texts !== undefined && this.#seenTexts.mayHaveText(value)) {
      const item = this.#texts.get(value);
      if (item !== undefined) found.push(item);
    }
    for (const tree of this.#trees) tree.find(value, found);
    this.#addresses?.find(value, found);
  }

  /** One tree reads a value once: beside folded affixes the others are folded too, which finds some too many, never too few. */
  private addAffixes(
    side: Reading['side'],
    { plain, folded }: Record<'plain' | 'folded', readonly Affix<Item>[]>,
  ): void {
    const fold = folded.length > 0;
    const affixes = fold ? [...plain.map((affix) => ({ ...affix, text: foldCase(affix.text) })), ...folded] : plain;
    if (affixes.length > 0) this.#trees.push(new AffixTree({ side, fold }, affixes));
  }
}

/** Each slot must be there once: items of equal slots are the caller's to join. */
export const makeValueIndex = <Item>(entries: readonly (readonly [Slot, Item])[]): ValueIndex<Item> =>
  new ScalarIndex(entries);
