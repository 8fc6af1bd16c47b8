import { foldCase } from './predicate.ts';

/** How values are read: from the beginning or the end, letter by letter or without regard to case. */
export interface Reading {
  readonly side: 'prefix' | 'suffix';
  readonly fold: boolean;
}

/** A text that values begin or end with, or that a value is as a whole. Folded already where reading folds. */
export interface Affix<Item> {
  readonly text: string;
  readonly whole: boolean;
  readonly item: Item;
}

interface Branch<Item> {
  /** Further character codes of this branch, in the order of reading. */
  readonly rest: number[];
  readonly items: Item[];
  /** For values that end here. */
  readonly wholes: Item[];
  next: Map<number, Branch<Item>>;
}

const emptyBranch = <Item>(): Branch<Item> => ({ rest: [], items: [], wholes: [], next: new Map() });

const ASCII_CODES = 128;

/** Of a character beyond ASCII where case is folded: it cannot be done for that character on its own. */
const UNFOLDABLE = -1;

const FOLDED_CODES: readonly number[] = Array.from({ length: ASCII_CODES }, (_, code) =>
  foldCase(String.fromCharCode(code)).charCodeAt(0),
);

/**
 * Affixes with an item each, as a tree of characters in which a stretch without a fork is one branch. A lookup reads the value
 * only as far as some affix goes with it, however many affixes there are.
 */
export class AffixTree<Item> {
  readonly #fromEnd: boolean;
  readonly #fold: boolean;
  readonly #root: Branch<Item> = emptyBranch();
  readonly #affixes: readonly Affix<Item>[];
  /** The same affixes for values that are folded as a whole; made when the first one comes. */
  #unfolding: AffixTree<Item> | undefined;
  /** 1 for every ASCII code that some affix begins with, as it is read: most values are done after one look. */
  readonly #firstCodes = new Uint8Array(ASCII_CODES);
  /** The value under way and how much of it is read; kept here to spare the garbage. */
  #value = '';
  #read = 0;

  constructor({ side, fold }: Reading, affixes: readonly Affix<Item>[]) {
    this.#fromEnd = side === 'suffix';
    this.#fold = fold;
    this.#affixes = affixes;
    for (const affix of affixes) this.insert(affix);
    this.#root.next = new Map([...this.#root.next].map(([code, branch]) => [code, this.join(branch)]));
    for (const code of this.#root.next.keys()) if (code < ASCII_CODES) this.#firstCodes[code] = 1;
  }

  /** Adds the items of all affixes that the value has. */
  find(value: string, found: Item[]): void {
    if (this.#root.items.length === 0 && this.#root.wholes.length === 0 && this.isForeign(value)) return;
    this.#value = value;
    this.#read = 0;
    const before = found.length;
    if (this.walk(found)) return;
    found.length = before;
    this.#unfolding ??= new AffixTree({ side: this.#fromEnd ? 'suffix' : 'prefix', fold: false }, this.#affixes);
    this.#unfolding.find(foldCase(value), found);
  }

  /** True when no affix begins like the value. */
  private isForeign(value: string): boolean {
    const code = value.charCodeAt(this.#fromEnd ? value.length - 1 : 0);
    return code < ASCII_CODES && this.#firstCodes[this.#fold ? (FOLDED_CODES[code] ?? code) : code] === 0;
  }

  /** False when the case of what it reads must be folded as a whole. */
  private walk(found: Item[]): boolean {
    let branch = this.#root;
    for (;;) {
      for (const item of branch.items) found.push(item);
      if (this.#read === this.#value.length) break;
      const code = this.nextCode();
      const next = branch.next.get(code);
      if (next === undefined) return code !== UNFOLDABLE;
      const differing = next.rest.length === 0 ? undefined : this.readRest(next.rest);
      if (differing !== undefined) return differing !== UNFOLDABLE;
      branch = next;
    }
    for (const item of branch.wholes) found.push(item);
    return true;
  }

  /** Undefined when the value goes on like the branch; otherwise the first code that differs, 0 at the value's end. */
  private readRest(rest: readonly number[]): number | undefined {
    for (let at = 0; at < rest.length; at += 1) {
      if (this.#read === this.#value.length) return 0;
      const code = this.nextCode();
      if (code !== rest[at]) return code;
    }
    return undefined;
  }

  private nextCode(): number {
    const at = this.#fromEnd ? this.#value.length - 1 - this.#read : this.#read;
    this.#read += 1;
    const code = this.#value.charCodeAt(at);
    if (!this.#fold) return code;
    return code < ASCII_CODES ? (FOLDED_CODES[code] ?? code) : UNFOLDABLE;
  }

  private insert({ text, whole, item }: Affix<Item>): void {
    let branch = this.#root;
    for (let read = 0; read < text.length; read += 1) {
      const code = text.charCodeAt(this.#fromEnd ? text.length - 1 - read : read);
      const next: Branch<Item> = branch.next.get(code) ?? emptyBranch();
      branch.next.set(code, next);
      branch = next;
    }
    (whole ? branch.wholes : branch.items).push(item);
  }

  /** Joins a branch with its only successors, as far as no affix ends there. */
  private join(start: Branch<Item>): Branch<Item> {
    const rest: number[] = [];
    let end = start;
    while (end.items.length === 0 && end.wholes.length === 0 && end.next.size === 1) {
      for (const [code, only] of end.next) {
        rest.push(code);
        end = only;
      }
    }
    const next = new Map([...end.next].map(([code, branch]) => [code, this.join(branch)]));
    return { rest, items: end.items, wholes: end.wholes, next };
  }
}
