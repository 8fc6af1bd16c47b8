import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../model/build-catalog.ts';
import { smallSystem } from '../testing/small-system.ts';
import { syntheticSystem } from '../testing/synthetic-system.ts';
import { systemGraph } from './cards.ts';
import { placeGraph } from './layout.ts';
import type { PlacedCard } from './placed-card.ts';

const small = buildCatalog(smallSystem);
const large = buildCatalog(syntheticSystem({ services: 15, eventsPerService: 4, consumersPerEvent: 4 }));

function overlap(one: PlacedCard, other: PlacedCard): boolean {
  const acrossX = one.x < other.x + other.width && other.x < one.x + one.width;
  return acrossX && one.y < other.y + other.height && other.y < one.y + one.height;
}

describe('the system graph', () => {
  it('has a card per service and per source outside, with their events and handlers', () => {
    expect(systemGraph(small).cards.map(({ title, rows }) => [title, ...rows.map(({ label }) => label)])).toEqual([
      ['aws.cloudwatch', 'CloudWatch Alarm State Change'],
      ['depot', 'ParcelLost', 'ParcelPacked'],
      ['office', 'on-alarm', 'weigh-parcels', 'write-ledger'],
    ]);
  });

  it('has a link from each event to each handler that consumes it', () => {
    expect(systemGraph(small).links.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'event:depot/parcel-lost → handler:office/write-ledger',
      'event:depot/parcel-packed → handler:office/weigh-parcels',
      'event:depot/parcel-packed → handler:office/write-ledger',
      'outside:aws.cloudwatch/CloudWatch Alarm State Change → handler:office/on-alarm',
    ]);
  });

  it('tells the handlers of a service by their number when there are many', () => {
    const { cards, links } = systemGraph(large);
    const rows = cards.flatMap((card) => card.rows);
    expect(
      rows.filter(({ kind }) => kind === 'handler').every(({ label }) => / consuming handlers?$/.test(label)),
    ).toBe(true);
    const consumed = large.events.flatMap(({ id, consumers }) => consumers.map(({ service }) => `${id} ${service}`));
    expect(links).toHaveLength(new Set(consumed).size);
  });

  it.each([
    ['small', small],
    ['large', large],
  ])('keeps the cards of a %s system apart and inside of the drawing, and draws every link', (_, catalog) => {
    const graph = systemGraph(catalog);
    const { cards, links, width, height } = placeGraph(graph);
    expect(cards.flatMap((one, index) => cards.slice(index + 1).filter((other) => overlap(one, other)))).toEqual([]);
    expect(cards.filter(({ x, y, width: w, height: h }) => x < 0 || y < 0 || x + w > width || y + h > height)).toEqual(
      [],
    );
    expect(links.map(({ link }) => link)).toHaveLength(graph.links.length);
    expect(links.filter(({ d }) => d.includes('NaN'))).toEqual([]);
  });

  it('looks the same each time', () => {
    expect(placeGraph(systemGraph(large))).toEqual(placeGraph(systemGraph(large)));
  });

  it('leads from left to right where nothing goes in a circle', () => {
    const { cards } = placeGraph(systemGraph(small));
    const [outside, depot, office] = cards.map(({ x }) => x);
    expect([outside, depot].every((x) => x !== undefined && office !== undefined && x < office)).toBe(true);
  });
});
