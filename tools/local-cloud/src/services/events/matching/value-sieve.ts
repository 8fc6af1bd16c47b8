import { SeenFilter } from './seen-filter.ts';
import type { Slot, SlotIn } from './value-slot.ts';

/** How far texts are looked into from either side. */
const DEPTH = 4;
const CODES = 256;
const V4_PART_BITS = 8;

type AffixSlot = SlotIn<'folded' | 'prefix' | 'suffix' | 'folded-prefix' | 'folded-suffix'>;

/** Per code, a bit for each place from the beginning or the end where some affix has it, or is too short to say. */
type Edges = Uint8Array;

function admit(edges: Edges, affix: string): void {
  for (let place = 0; place < DEPTH; place += 1) {
    const bit = 1 << place;
    const character = affix[place];
    if (character === undefined) for (let code = 0; code < CODES; code += 1) edges[code] = (edges[code] ?? 0) | bit;
    else edges[character.charCodeAt(0)] = (edges[character.charCodeAt(0)] ?? 0) | bit;
  }
}

const reversed = (text: string): string => text.split('').reverse().join('');

/** What an IPv4 address of the range begins with; nothing for IPv6, whose addresses are spelled in many ways. */
function openingsOf({ range: { version, prefix } }: SlotIn<'address'>): readonly string[] {
  if (version === 6) return [''];
  const free = Math.max(0, V4_PART_BITS - prefix.length);
  const low = Number.parseInt(prefix.slice(0, V4_PART_BITS).padEnd(V4_PART_BITS, '0'), 2);
  return Array.from({ length: 2 ** free }, (_, part) => `${low + part}.`);
}

const isAffix = (slot: Slot): slot is AffixSlot => 'text' in slot;

/**
 * Says of most values that no slot is theirs, from a few bytes and without making strings of them. What it lets through may still
 * have none.
 */
export class ValueSieve {
  readonly #admitsAll: boolean;
  readonly #openings: Edges = new Uint8Array(CODES);
  readonly #endings: Edges = new Uint8Array(CODES);
  readonly #texts: SeenFilter | undefined;
  readonly #numbers: SeenFilter;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  constructor(slots: readonly Slot[]) {
    this.#admitsAll = slots.some(({ table }) => table === 'any');
    const equals = slots.flatMap((slot) => (slot.table === 'equals' ? [slot.value] : []));
    const texts = equals.filter((value) => typeof value === 'string');
    this.#texts = texts.length === 0 ? undefined : new SeenFilter(texts);
    this.#numbers = new SeenFilter(equals.filter((value) => typeof value === 'number'));
    for (const slot of slots) {
      if (isAffix(slot)) this.admitAffix(slot);
      if (slot.table === 'range') this.admitNumbers(slot);
      if (slot.table === 'address') for (const opening of openingsOf(slot)) admit(this.#openings, opening);
    }
  }

  mayHoldNumber(value: number): boolean {
    return this.#admitsAll || (value >= this.#low && value <= this.#high) || this.#numbers.mayHaveNumber(value);
  }

  /** For ASCII text from one place up to another. */
  mayHoldText(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#admitsAll || this.mayOpen(bytes, start) || this.mayEnd(bytes, end)) return true;
    return this.#texts !== undefined && this.#texts.mayHaveBytes(bytes, start, end);
  }

  private mayOpen(bytes: Uint8Array, start: number): boolean {
    for (let place = 0; place < DEPTH; place += 1) {
      if (((this.#openings[bytes[start + place] ?? 0] ?? 0) & (1 << place)) === 0) return false;
    }
    return true;
  }

  private mayEnd(bytes: Uint8Array, end: number): boolean {
    for (let place = 0; place < DEPTH; place += 1) {
      if (((this.#endings[bytes[end - 1 - place] ?? 0] ?? 0) & (1 << place)) === 0) return false;
    }
    return true;
  }

  private admitAffix({ table, text }: AffixSlot): void {
    const edges = table.endsWith('suffix') ? this.#endings : this.#openings;
    const affix = table.endsWith('suffix') ? reversed(text) : text;
    admit(edges, affix);
    if (table.startsWith('folded')) admit(edges, affix.toUpperCase());
  }

  private admitNumbers({ range: { low, high } }: SlotIn<'range'>): void {
    this.#low = Math.min(this.#low, low);
    this.#high = Math.max(this.#high, high);
  }
}
