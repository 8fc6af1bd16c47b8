import { firstPart, isDigit, parseAddress, v4Number } from './address-range.ts';
import type { AddressRange } from './address-range.ts';

const PARTS = 256;
const PART_BITS = 8;

const networkOf = (address: number, maskBits: number): number => (maskBits === 0 ? 0 : address >>> (32 - maskBits));

interface Networks<Key, Item> {
  readonly maskBits: number;
  readonly items: Map<Key, Item>;
}

/** Address ranges with an item each; a lookup costs one probe per distinct mask. */
export class AddressTable<Item> {
  readonly #v4: Networks<number, Item>[] = [];
  /** 1 for every first part that some IPv4 range has: most addresses need not be read further. */
  readonly #firstParts = new Uint8Array(PARTS);
  readonly #v6: Networks<string, Item>[] = [];

  constructor(entries: Iterable<readonly [AddressRange, Item]>) {
    for (const [{ version, maskBits, prefix }, item] of entries) {
      if (version === 4) this.admit(prefix);
      if (version === 4) this.put(this.#v4, maskBits, [prefix === '' ? 0 : Number.parseInt(prefix, 2), item]);
      else this.put(this.#v6, maskBits, [prefix, item]);
    }
  }

  /** Adds the items of all ranges that the value, if it is an address, is in. */
  find(value: string, found: Item[]): void {
    const code = value.charCodeAt(0);
    if (!isDigit(code)) return this.findV6(value, found);
    const address = this.#firstParts[firstPart(value)] === 1 ? v4Number(value) : -1;
    if (address < 0) return this.findV6(value, found);
    for (const { maskBits, items } of this.#v4) {
      const item = items.get(networkOf(address, maskBits));
      if (item !== undefined) found.push(item);
    }
  }

  /** Marks the first parts of addresses that begin with these bits. */
  private admit(prefix: string): void {
    const free = Math.max(0, PART_BITS - prefix.length);
    const low = Number.parseInt(prefix.slice(0, PART_BITS).padEnd(PART_BITS, '0'), 2);
    this.#firstParts.fill(1, low, low + 2 ** free);
  }

  private findV6(value: string, found: Item[]): void {
    const address = this.#v6.length > 0 && value.includes(':') ? parseAddress(value) : undefined;
    if (address === undefined) return;
    for (const { maskBits, items } of this.#v6) {
      const item = items.get(address.bits.slice(0, maskBits));
      if (item !== undefined) found.push(item);
    }
  }

  private put<Key>(networks: Networks<Key, Item>[], maskBits: number, [key, item]: readonly [Key, Item]): void {
    let network = networks.find((each) => each.maskBits === maskBits);
    if (network === undefined) networks.push((network = { maskBits, items: new Map() }));
    network.items.set(key, item);
  }
}
