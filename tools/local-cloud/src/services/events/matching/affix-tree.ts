/** Where a value is read from: its beginning or its end. */
export type AffixSide = 'prefix' | 'suffix';

interface Branch<Item> {
  /** The text of this branch after its first character, as it stands in the value. */
  rest: string;
  item: Item | undefined;
  readonly next: Map<number, Branch<Item>>;
}

const emptyBranch = <Item>(): Branch<Item> => ({ rest: '', item: undefined, next: new Map() });

/**
 * Affixes with an item each, as a tree of characters in which branches without a fork are one piece of text. A lookup reads the
 * value only as far as some affix goes with it, however many affixes there are.
 */
export class AffixTree<Item> {
  readonly #side: AffixSide;
  readonly #root: Branch<Item> = emptyBranch();

  constructor(side: AffixSide, entries: Iterable<readonly [string, Item]>) {
    this.#side = side;
    for (const [affix, item] of entries) this.#insert(affix, item);
    this.#join(this.#root);
  }

  /** Adds the items of all affixes that the value has. */
  find(value: string, found: Item[]): void {
    if (this.#root.item !== undefined) found.push(this.#root.item);
    let branch: Branch<Item> | undefined = this.#root;
    let read = 0;
    while (read < value.length) {
      branch = branch.next.get(this.#codeAt(value, read));
      if (branch === undefined || !this.#goesOn(value, read + 1, branch.rest)) return;
      read += 1 + branch.rest.length;
      if (branch.item !== undefined) found.push(branch.item);
    }
  }

  #codeAt(value: string, read: number): number {
    return value.charCodeAt(this.#side === 'prefix' ? read : value.length - 1 - read);
  }

  #goesOn(value: string, read: number, rest: string): boolean {
    if (rest === '') return true;
    return this.#side === 'prefix' ? value.startsWith(rest, read) : value.endsWith(rest, value.length - read);
  }

  #insert(affix: string, item: Item): void {
    let branch = this.#root;
    for (let read = 0; read < affix.length; read += 1) {
      const code = this.#codeAt(affix, read);
      const next: Branch<Item> = branch.next.get(code) ?? emptyBranch();
      branch.next.set(code, next);
      branch = next;
    }
    branch.item = item;
  }

  /** Joins every branch with its only successor, as long as no affix ends there. */
  #join(branch: Branch<Item>): void {
    for (const [code, start] of branch.next) {
      let end = start;
      let rest = '';
      while (end.item === undefined && end.next.size === 1) {
        for (const [only, successor] of end.next) {
          const character = String.fromCharCode(only);
          rest = this.#side === 'prefix' ? rest + character : character + rest;
          end = successor;
        }
      }
      const joined: Branch<Item> = { rest, item: end.item, next: end.next };
      branch.next.set(code, joined);
      this.#join(joined);
    }
  }
}
