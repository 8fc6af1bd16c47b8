import { Graph, layout } from '@dagrejs/dagre';
import type { Card, Link, Row, SystemGraph } from './cards.ts';
import { type Point, path } from './curve.ts';

/** Sizes in SVG units, which are CSS pixels at 100 %. */
export const HEADER_HEIGHT = 40;
export const ROW_HEIGHT = 28;
const CARD_FOOT = 8;
const CHARACTER_WIDTH = 7.6;
const ROW_PADDING = 44;
const MIN_WIDTH = 170;
const MARGIN = 16;
/** How far a link from a service to itself reaches out. */
const LOOP_REACH = 36;

/** A card with its place; its rows lie under its header, one after the other. */
export interface PlacedCard {
  readonly card: Card;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A link as an SVG path. */
export interface PlacedLink {
  readonly link: Link;
  readonly d: string;
}

/** The graph with every part in its place. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly PlacedCard[];
  readonly links: readonly PlacedLink[];
}

/** Gives everything a place, the same for the same graph: publishers to the left of their consumers where there is no circle. */
export function placeGraph({ cards, links }: SystemGraph): PlacedGraph {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 36,
    ranksep: 110,
    edgesep: 14,
    marginx: MARGIN,
    marginy: MARGIN,
    acyclicer: 'greedy',
  });
  for (const card of cards) graph.setNode(card.key, sizeOf(card));
  for (const link of links.filter(isBetweenCards)) graph.setEdge(link.fromCard, link.toCard, {}, nameOf(link));
  layout(graph);
  const placed = new Map(cards.map((card) => [card.key, placeCard(card, graph)]));
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width + LOOP_REACH),
    height: Math.ceil(height),
    cards: [...placed.values()],
    links: links.flatMap((link) => placeLink(link, placed, graph)),
  };
}

function isBetweenCards({ fromCard, toCard }: Link): boolean {
  return fromCard !== toCard;
}

function nameOf({ from, to }: Link): string {
  return `${from} ${to}`;
}

function sizeOf({ title, rows }: Card): { readonly width: number; readonly height: number } {
  const longest = Math.max(title.length + 2, ...rows.map(({ label }) => label.length));
  return {
    width: Math.max(MIN_WIDTH, Math.ceil(longest * CHARACTER_WIDTH) + ROW_PADDING),
    height: HEADER_HEIGHT + rows.length * ROW_HEIGHT + CARD_FOOT,
  };
}

function placeCard(card: Card, graph: Graph): PlacedCard {
  const { x = 0, y = 0 } = graph.node(card.key) as Partial<Point>;
  const { width, height } = sizeOf(card);
  return { card, x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
}

function placeLink(link: Link, placed: ReadonlyMap<string, PlacedCard>, graph: Graph): readonly PlacedLink[] {
  const source = placed.get(link.fromCard);
  const target = placed.get(link.toCard);
  if (source === undefined || target === undefined) return [];
  if (source === target) return [{ link, d: loop(link, source) }];
  const isForward = source.x < target.x;
  const start = { x: isForward ? source.x + source.width : source.x, y: rowMiddle(source, link.from) };
  const end = { x: isForward ? target.x : target.x + target.width, y: rowMiddle(target, link.to) };
  const { points = [] } = graph.edge(link.fromCard, link.toCard, nameOf(link)) as {
    readonly points?: readonly Point[];
  };
  return [{ link, d: path([start, ...points.slice(1, -1), end]) }];
}

function loop(link: Link, card: PlacedCard): string {
  const x = card.x + card.width;
  const from = rowMiddle(card, link.from);
  const to = rowMiddle(card, link.to);
  return `M${x} ${from}C${x + LOOP_REACH} ${from} ${x + LOOP_REACH} ${to} ${x} ${to}`;
}

/** Where a row's middle is, from the top of the graph. */
export function rowMiddle({ card, y }: PlacedCard, key: Row['key']): number {
  const index = card.rows.findIndex((row) => row.key === key);
  return y + HEADER_HEIGHT + Math.max(0, index) * ROW_HEIGHT + ROW_HEIGHT / 2;
}
