const QUOTE = 34;
const STEP = 31;

/** Slots per member, at least: most names that are looked up are not there, and an empty slot says so at once. */
const SLOTS_PER_MEMBER = 8;
/** Up to this many, slots are doubled until no two members share one. */
const MAX_SLOTS = 65_536;

/** What no member is, and what the event itself is. */
export const NO_MEMBER = 0;
export const ROOT = 1;

/** The hash of a name so far and its next code. A name begins with the number of the member whose value it is looked up in. */
export const addCode = (hash: number, code: number): number => (Math.imul(hash, STEP) + code) | 0;

interface Member {
  readonly owner: number;
  readonly name: Uint8Array;
  readonly hash: number;
  /** Position of the path that ends here. */
  field: number | undefined;
  isOuter: boolean;
}

function memberOf(owner: number, text: string): Member {
  const name = new TextEncoder().encode(text);
  return { owner, name, hash: name.reduce(addCode, owner), field: undefined, isOuter: false };
}

/** All members on the way to the fields. */
function membersOf(paths: readonly (readonly string[])[]): readonly Member[] {
  const members = [memberOf(NO_MEMBER, ''), memberOf(NO_MEMBER, '')];
  const numbers = new Map<string, number>();
  for (const [field, path] of paths.entries()) {
    let owner = ROOT;
    for (const [depth, name] of path.entries()) {
      const key = JSON.stringify([owner, name]);
      const number = numbers.get(key) ?? members.push(memberOf(owner, name)) - 1;
      numbers.set(key, number);
      const member = members[number] ?? memberOf(owner, name);
      if (depth === path.length - 1) member.field = field;
      else member.isOuter = true;
      owner = number;
    }
  }
  return members;
}

/** Members by hash, those of equal slots left to be compared one after the other. */
function slotsFor(members: readonly Member[]): Uint32Array {
  let size = 2 ** Math.ceil(Math.log2(members.length * SLOTS_PER_MEMBER));
  const named = members.slice(ROOT + 1);
  while (size < MAX_SLOTS && new Set(named.map(({ hash }) => hash & (size - 1))).size < named.length) size *= 2;
  const slots = new Uint32Array(size);
  for (const [index, { hash }] of named.entries()) {
    let slot = hash & (size - 1);
    while (slots[slot] !== NO_MEMBER) slot = (slot + 1) & (size - 1);
    slots[slot] = index + ROOT + 1;
  }
  return slots;
}

/**
 * The members of objects that lead to some fields, numbered from {@link ROOT}, in one flat table by the hash of their names: a
 * name in a text is found without making a string of it.
 */
export class MemberTable {
  readonly #slots: Uint32Array;
  readonly #hashes: Int32Array;
  readonly #names: readonly Uint8Array[];
  /** By member: the one that it is a member of the value of. */
  readonly owners: Int32Array;
  /** False when two members of one owner have names of one hash, as good as never: then nothing can be told from hashes. */
  readonly isDistinct: boolean;
  /** By position of a path in the list: the member at its end. */
  readonly members: Int32Array;
  /** By member: 1 when fields further in are looked for. */
  readonly outer: Uint8Array;

  constructor(paths: readonly (readonly string[])[]) {
    const members = membersOf(paths);
    this.#slots = slotsFor(members);
    this.isDistinct = new Set(members.map(({ owner, hash }) => `${owner} ${hash}`)).size === members.length - 1;
    this.#hashes = Int32Array.from(members, ({ hash }) => hash);
    this.#names = members.map(({ name }) => name);
    this.owners = Int32Array.from(members, ({ owner }) => owner);
    this.members = new Int32Array(paths.length);
    for (const [member, { field }] of members.entries()) if (field !== undefined) this.members[field] = member;
    this.outer = Uint8Array.from(members, ({ isOuter }) => Number(isOuter));
  }

  /** A member of that owner whose name has that hash, {@link NO_MEMBER} when there is none. Its name may be another: see {@link isSpelled}. */
  find(hash: number, owner: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const member = this.#slots[slot] ?? NO_MEMBER;
      if (member === NO_MEMBER || (this.#hashes[member] === hash && this.owners[member] === owner)) return member;
      slot = (slot + 1) & mask;
    }
  }

  /** Whether the member's name is what stands in quotation marks up to a place. */
  isSpelled(member: number, bytes: Uint8Array, end: number): boolean {
    const name = this.#names[member] ?? [];
    const start = end - name.length;
    if (start < 1 || bytes[start - 1] !== QUOTE) return false;
    for (let at = 0; at < name.length; at += 1) if (bytes[start + at] !== name[at]) return false;
    return true;
  }
}
