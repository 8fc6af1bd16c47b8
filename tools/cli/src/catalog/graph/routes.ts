import type { Link } from './cards.ts';
import { type Point, path } from './curve.ts';
import { type PlacedCard, rowMiddle } from './placed-card.ts';

/** A link as an SVG path. */
export interface PlacedLink {
  readonly link: Link;
  readonly d: string;
}

/** Links from one card to another, and the points that dagre leads them by. */
export interface Bundle {
  readonly links: readonly Link[];
  readonly source: PlacedCard;
  readonly target: PlacedCard;
  readonly points: readonly Point[];
}

/** Between links that go the same way, in SVG units. */
const BUNDLE_GAP = 4;
/** How far a link inside of one column reaches out. */
export const LOOP_REACH = 36;

/** Leads each link of a bundle from its row to its row, side by side and around the cards that lie between. */
export function routeBundle(
  { links, source, target, points }: Bundle,
  cards: readonly PlacedCard[],
): readonly PlacedLink[] {
  if (isBeside(source, target)) return links.map((link) => ({ link, d: aside(link, source, target) }));
  const isForward = source.x < target.x;
  const ways = points.slice(1, -1).map((point) => pastCards(point, cards));
  const between = ways.flatMap((pair) => (isForward ? pair : pair.toReversed()));
  return links.map((link, index) => {
    const start = { x: isForward ? source.x + source.width : source.x, y: rowMiddle(source, link.from) };
    const end = { x: isForward ? target.x : target.x + target.width, y: rowMiddle(target, link.to) };
    const shift = (index - (links.length - 1) / 2) * BUNDLE_GAP;
    return { link, d: path([start, ...between.map(({ x, y }) => ({ x, y: y + shift })), end]) };
  });
}

/** A link bends only where it goes by a card: it stays level from before the widest card of that column to after it. */
function pastCards({ x, y }: Point, cards: readonly PlacedCard[]): readonly Point[] {
  const column = cards.filter((card) => card.x < x && x < card.x + card.width);
  if (column.length === 0) return [];
  const left = Math.min(...column.map((card) => card.x));
  const right = Math.max(...column.map((card) => card.x + card.width));
  return [
    { x: left, y },
    { x: right, y },
  ];
}

/** Whether two cards are the same one, or stand in one column. */
function isBeside(source: PlacedCard, target: PlacedCard): boolean {
  return source.x < target.x + target.width && target.x < source.x + source.width;
}

/** A link that leaves its column on the right and comes back. */
function aside(link: Link, source: PlacedCard, target: PlacedCard): string {
  const start = source.x + source.width;
  const end = target.x + target.width;
  const reach = Math.max(start, end) + LOOP_REACH;
  const from = rowMiddle(source, link.from);
  const to = rowMiddle(target, link.to);
  return `M${start} ${from}C${reach} ${from} ${reach} ${to} ${end} ${to}`;
}
