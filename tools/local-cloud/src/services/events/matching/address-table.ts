import { parseAddress } from './address-range.ts';
import type { AddressRange } from './address-range.ts';

type Prefixes<Item> = Map<string, Item>;

/** Address ranges with an item each; a lookup costs one probe per distinct mask. */
export class AddressTable<Item> {
  readonly #byMask: Readonly<Record<4 | 6, Map<number, Prefixes<Item>>>> = { 4: new Map(), 6: new Map() };

  constructor(entries: Iterable<readonly [AddressRange, Item]>) {
    for (const [{ version, maskBits, prefix }, item] of entries) {
      const masks = this.#byMask[version];
      const prefixes: Prefixes<Item> = masks.get(maskBits) ?? new Map<string, Item>();
      masks.set(maskBits, prefixes.set(prefix, item));
    }
  }

  /** Adds the items of all ranges that the value, if it is an address, is in. */
  find(value: string, found: Item[]): void {
    const address = parseAddress(value);
    if (address === undefined) return;
    for (const [maskBits, prefixes] of this.#byMask[address.version]) {
      const item = prefixes.get(address.bits.slice(0, maskBits));
      if (item !== undefined) found.push(item);
    }
  }
}
