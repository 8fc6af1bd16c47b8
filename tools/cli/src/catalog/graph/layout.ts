import { Graph, layout } from '@dagrejs/dagre';
import type { Card, Link, SystemGraph } from './cards.ts';
import type { Point } from './curve.ts';
import { type PlacedCard, sizeOf } from './placed-card.ts';
import { LOOP_REACH, type PlacedLink, routeBundle } from './routes.ts';

const MARGIN = 16;
/** A graph with more is a tangle. */
const MAX_EDGES_PER_CARD = 2;

/** The graph with every part in its place. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly cards: readonly PlacedCard[];
  readonly links: readonly PlacedLink[];
}

/** Gives everything a place, the same for the same graph: publishers to the left of their consumers where there is no circle. */
export function placeGraph({ cards, links }: SystemGraph): PlacedGraph {
  const graph = new Graph();
  graph.setGraph({
    rankdir: 'LR',
    nodesep: 30,
    ranksep: 90,
    edgesep: 6,
    marginx: MARGIN,
    marginy: MARGIN,
    acyclicer: 'greedy',
  });
  for (const card of cards) graph.setNode(card.key, sizeOf(card));
  for (const { from, to, weight } of shapingEdges(links, cards.length)) graph.setEdge(from, to, { weight });
  layout(graph);
  const placed = cards.map((card) => placeCard(card, graph));
  const { width = 0, height = 0 } = graph.graph();
  return {
    width: Math.ceil(width + LOOP_REACH),
    height: Math.ceil(height),
    cards: placed,
    links: bundles(links).flatMap((bundle) => placeBundle(bundle, placed, graph)),
  };
}

function placeCard(card: Card, graph: Graph): PlacedCard {
  const { x = 0, y = 0 } = graph.node(card.key) as Partial<Point>;
  const { width, height } = sizeOf(card);
  return { card, x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
}

interface ShapingEdge {
  readonly from: string;
  readonly to: string;
  /** Number of links. */
  readonly weight: number;
}

/**
 * What gives the drawing its shape: every pair of cards with a link. Where these are so many that leading each of them around
 * cards would scatter the cards, the strongest one into each card; the others then pass behind.
 */
function shapingEdges(links: readonly Link[], cards: number): readonly ShapingEdge[] {
  const edges = bundles(links).flatMap(([first, ...more]) =>
    first === undefined || first.fromCard === first.toCard
      ? []
      : [{ from: first.fromCard, to: first.toCard, weight: more.length + 1 }],
  );
  if (edges.length <= cards * MAX_EDGES_PER_CARD) return edges;
  const strongest = [...edges].sort((a, b) => b.weight - a.weight);
  return edges.filter((edge) => strongest.find(({ to }) => to === edge.to) === edge);
}

/** Links from one card to another run side by side. */
function bundles(links: readonly Link[]): readonly (readonly Link[])[] {
  return [...Map.groupBy(links, ({ fromCard, toCard }) => `${fromCard} ${toCard}`).values()];
}

function placeBundle(links: readonly Link[], cards: readonly PlacedCard[], graph: Graph): readonly PlacedLink[] {
  const source = cards.find(({ card }) => card.key === links[0]?.fromCard);
  const target = cards.find(({ card }) => card.key === links[0]?.toCard);
  if (source === undefined || target === undefined) return [];
  const edge = (graph.edge(source.card.key, target.card.key) ?? {}) as { readonly points?: readonly Point[] };
  return routeBundle({ links, source, target, points: edge.points ?? [] }, cards);
}
