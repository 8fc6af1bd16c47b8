import { parseAddress } from './address-range.ts';
import type { AddressRange } from './address-range.ts';

const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** Longest text of an IPv4 address. */
const MAX_V4_LENGTH = 15;

/** The 32 bits of an IPv4 address as an unsigned number; -1 for any other text. */
export function v4Number(text: string): number {
  if (text.length > MAX_V4_LENGTH) return -1;
  let address = 0;
  let part = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      part = part <= 0 ? code - ZERO - (part === 0 ? 1_000 : 0) : part * 10 + code - ZERO;
    } else if (code === DOT && part >= 0) {
      address = address * 256 + part;
      part = -1;
      dots += 1;
    } else return -1;
    if (part > 255 || part < -1) return -1;
  }
  return dots === 3 && part >= 0 ? address * 256 + part : -1;
}

const networkOf = (address: number, maskBits: number): number => Math.floor(address / 2 ** (32 - maskBits));

/** Address ranges with an item each; a lookup costs one probe per distinct mask. */
export class AddressTable<Item> {
  readonly #v4 = new Map<number, Map<number, Item>>();
  readonly #v6 = new Map<number, Map<string, Item>>();

  constructor(entries: Iterable<readonly [AddressRange, Item]>) {
    for (const [{ version, maskBits, prefix }, item] of entries) {
      if (version === 4) this.#put(this.#v4, maskBits, [prefix === '' ? 0 : Number.parseInt(prefix, 2), item]);
      else this.#put(this.#v6, maskBits, [prefix, item]);
    }
  }

  /** Adds the items of all ranges that the value, if it is an address, is in. */
  find(value: string, found: Item[]): void {
    const number = this.#v4.size === 0 ? -1 : v4Number(value);
    if (number >= 0) {
      for (const [maskBits, networks] of this.#v4) this.#push(networks.get(networkOf(number, maskBits)), found);
    } else if (this.#v6.size > 0 && value.includes(':')) {
      this.#findV6(value, found);
    }
  }

  #findV6(value: string, found: Item[]): void {
    const address = parseAddress(value);
    if (address === undefined) return;
    for (const [maskBits, prefixes] of this.#v6) this.#push(prefixes.get(address.bits.slice(0, maskBits)), found);
  }

  #push(item: Item | undefined, found: Item[]): void {
    if (item !== undefined) found.push(item);
  }

  #put<Key>(byMask: Map<number, Map<Key, Item>>, maskBits: number, [key, item]: readonly [Key, Item]): void {
    const items = byMask.get(maskBits) ?? new Map<Key, Item>();
    byMask.set(maskBits, items.set(key, item));
  }
}
