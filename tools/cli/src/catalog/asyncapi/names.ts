import type { CatalogEvent } from '../model/catalog.ts';

/** Key of an event's channel: `orders.OrderPlaced`. */
export function channelKey({ owner, type }: CatalogEvent): string {
  return `${owner}.${type}`;
}

/** Key of a version's message: `orders.OrderPlaced.v1`. */
export function messageKey(event: CatalogEvent, version: number): string {
  return `${channelKey(event)}.v${version}`;
}

/** Key of a version's message inside its channel: `v1`. */
export function channelMessageKey(version: number): string {
  return `v${version}`;
}

/** A reference to a part of the document. */
export function reference(...steps: readonly string[]): { readonly $ref: string } {
  return { $ref: `#/${steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` };
}
