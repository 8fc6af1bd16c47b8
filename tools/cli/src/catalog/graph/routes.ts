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
/** How far a link from a service to itself reaches out. */
export const LOOP_REACH = 36;

/** Leads each link of a bundle from its row to its row, side by side and around the cards that lie between. */
export function routeBundle(
  { links, source, target, points }: Bundle,
  cards: readonly PlacedCard[],
): readonly PlacedLink[] {
  if (source === target) return links.map((link) => ({ link, d: loop(link, source) }));
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

function loop(link: Link, card: PlacedCard): string {
  const x = card.x + card.width;
  const from = rowMiddle(card, link.from);
  const to = rowMiddle(card, link.to);
  return `M${x} ${from}C${x + LOOP_REACH} ${from} ${x + LOOP_REACH} ${to} ${x} ${to}`;
}
