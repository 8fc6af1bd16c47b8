import type { Card, Row } from './cards.ts';

/** Sizes in SVG units, which are CSS pixels at 100 %. */
export const HEADER_HEIGHT = 40;
export const ROW_HEIGHT = 28;
const CARD_FOOT = 8;
const CHARACTER_WIDTH = 7.6;
const ROW_PADDING = 44;
const MIN_WIDTH = 170;

/** A card with its place; its rows lie under its header, one after the other. */
export interface PlacedCard {
  readonly card: Card;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How much room a card needs. There is no font to measure with, so letters count as wide ones. */
export function sizeOf({ title, rows }: Card): { readonly width: number; readonly height: number } {
  const longest = Math.max(title.length + 2, ...rows.map(({ label }) => label.length));
  return {
    width: Math.max(MIN_WIDTH, Math.ceil(longest * CHARACTER_WIDTH) + ROW_PADDING),
    height: HEADER_HEIGHT + rows.length * ROW_HEIGHT + CARD_FOOT,
  };
}

/** Where a row's middle is, from the top of the graph. */
export function rowMiddle({ card, y }: PlacedCard, key: Row['key']): number {
  const index = card.rows.findIndex((row) => row.key === key);
  return y + HEADER_HEIGHT + Math.max(0, index) * ROW_HEIGHT + ROW_HEIGHT / 2;
}
