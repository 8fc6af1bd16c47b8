import type { Card, Row } from './cards.ts';

/** Sizes in SVG units, which are CSS pixels at 100 %. */
export const HEADER_HEIGHT = 40;
export const ROW_HEIGHT = 28;
const CARD_FOOT = 8;
/** Widths of letters as the widest of the style sheet's fonts draw a half bold name; CamelCase has many wide ones. */
const WIDE = 12.5;
const CAPITAL = 10.4;
const LETTER = 8.8;
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

/** How much room a card needs. There is no font to measure with, so letters count as those of a wide one. */
export function sizeOf({ title, rows }: Card): { readonly width: number; readonly height: number } {
  const longest = Math.max(widthOf(title) + 2 * LETTER, ...rows.map(({ label }) => widthOf(label)));
  return {
    width: Math.max(MIN_WIDTH, Math.ceil(longest) + ROW_PADDING),
    height: HEADER_HEIGHT + rows.length * ROW_HEIGHT + CARD_FOOT,
  };
}

function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letterWidth(letter);
  return width;
}

function letterWidth(letter: string): number {
  if (/[MWmw@%]/u.test(letter)) return WIDE;
  return /[A-Z]/u.test(letter) ? CAPITAL : LETTER;
}

/** Where a row's middle is, from the top of the graph. */
export function rowMiddle({ card, y }: PlacedCard, key: Row['key']): number {
  const index = card.rows.findIndex((row) => row.key === key);
  return y + HEADER_HEIGHT + Math.max(0, index) * ROW_HEIGHT + ROW_HEIGHT / 2;
}
