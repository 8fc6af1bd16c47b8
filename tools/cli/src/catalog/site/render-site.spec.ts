import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../model/build-catalog.ts';
import type { Field } from '../model/fields.ts';
import type { VersionFacts } from '../model/sources.ts';
import { HOSTILE, smallSystem } from '../testing/small-system.ts';
import { schemaFile } from './addresses.ts';
import { renderSite } from './render-site.ts';

const catalog = buildCatalog(smallSystem);
const files = new Map(renderSite(catalog).map(({ path, text }) => [path, text]));
const pages = [...files].filter(([path]) => path.endsWith('.html'));
const page = (path: string): string => files.get(path) ?? `there is no ${path}`;

/** The words of a page, without markup, as a person reads them. */
function words(markup: string): string {
  const text = markup.replaceAll(/<script[^]*?<\/script>/gu, '').replaceAll(/<[^>]*>/gu, '');
  const entities = text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'");
  return entities.replaceAll('&amp;', '&').replaceAll(/\s+/gu, ' ');
}

/** Everything that a row of a table of fields says. */
function tellings({ name, type, description, constraints }: Field): readonly string[] {
  const asked = constraints.map(({ label, values }) => [label, ...values].join(' '));
  return [name, type, description.replaceAll(/\s+/gu, ' '), ...asked];
}

/** The same version, with a colour if it is the first. */
function withColour(version: VersionFacts): VersionFacts {
  if (version.version !== 1) return version;
  const colour = { description: 'What it looks like.', type: 'string' } as const;
  return { ...version, schema: { ...version.schema, properties: { ...version.schema.properties, colour } } };
}

describe('the pages', () => {
  it('are one per event and service, besides those of the whole', () => {
    expect(pages.map(([path]) => path)).toEqual([
      'index.html',
      'graph.html',
      'services.html',
      'envelope.html',
      'events/depot/parcel-lost.html',
      'events/depot/parcel-packed.html',
      'services/depot.html',
      'services/office.html',
    ]);
  });

  it.each(catalog.events)(
    'show every version of $type with each of its fields, types, constraints and descriptions',
    (event) => {
      const text = words(page(`events/${event.owner}/${event.slug}.html`));
      for (const { version, fields } of event.versions) {
        expect(text).toContain(`Version ${version}`);
        for (const told of fields.flatMap(tellings)) expect(text).toContain(told);
      }
    },
  );

  it('show every consumer with what it reads and what its rule lets through', () => {
    const text = words(page('events/depot/parcel-packed.html'));
    expect(text).toContain('from v1: weightGrams');
    expect(text).toContain('from v2: items parcelId');
    expect(text).toContain('{"data":{"weightGrams":[{"numeric":[">",100]}]}}');
    expect(text).toContain('Read by office/weigh-parcels');
  });

  it('say which of the fields that a handler reads are gone, and when it reads all of them', () => {
    const [first] = smallSystem.readings;
    if (first === undefined) throw new TypeError('The system has a reading.');
    const readings = [
      { ...first, fields: ['parcelId', ''] },
      { ...first, handler: 'write-ledger', fields: ['colour'] },
    ];
    const contracts = smallSystem.contracts.map((contract) => ({
      ...contract,
      versions: contract.versions.map(withColour),
    }));
    const pages = new Map(
      renderSite(buildCatalog({ ...smallSystem, contracts, readings })).map(({ path, text }) => [path, text]),
    );
    const text = words(pages.get('events/depot/parcel-packed.html') ?? '');
    expect(text).toContain('all of the data');
    expect(text).toContain('from v1: colour not in v2');
    expect(text).toContain('What it weighs, in grams. Read by office/weigh-parcels');
  });

  it('show what a version changed, with its remedies', () => {
    const text = words(page('events/depot/parcel-packed.html'));
    expect(text).toContain('Compared with version 1: forward compatible only');
    expect(text).toContain('data.weightGrams was optional and is now required');
    expect(text).toContain('It is translated when it is read, by upcast-v1.');
    expect(text).toContain('Published beside v2 until no consumer declares v1. Declared by office/weigh-parcels.');
  });

  it('carry each schema as it is, to download', () => {
    for (const event of catalog.events) {
      for (const { version, schema } of event.versions) {
        const file = schemaFile(event, version);
        expect(JSON.parse(files.get(file) ?? '')).toEqual(schema);
        expect(page(`events/${event.owner}/${event.slug}.html`)).toContain(`href="../../${file}"`);
      }
    }
  });

  it.each(pages)('show a description in %s as text, whatever stands in it', (_, text) => {
    const ours = /^<script (src="(\.\.\/)*assets\/(catalog|graph)\.js"|type="application\/json" id="search-index")>$/;
    const scripts = [...text.matchAll(/<script[^>]*>/gu)].map(([tag]) => tag);
    expect(scripts.filter((tag) => !ours.test(tag))).toEqual([]);
    const bare = text.replaceAll(/"[^"]*"/gu, '""');
    expect(bare).not.toMatch(/<img|<b>|<[a-z][^>]*\son[a-z]+=/u);
  });

  it('show all of a hostile description', () => {
    expect(words(page('events/depot/parcel-packed.html'))).toContain(HOSTILE);
  });

  it.each(pages)('link in %s to nothing that is not there, and ask nobody for anything', (path, text) => {
    const addresses = [...text.matchAll(/(?:href|src)="([^"]*)"/gu)].map(
      ([, to = '']) => new URL(to, `http://catalog/${path}`),
    );
    expect(addresses.filter(({ host, pathname }) => host !== 'catalog' || !files.has(pathname.slice(1)))).toEqual([]);
  });

  it.each(pages)('use every id in %s once, and link to ids that are there', (_, text) => {
    const ids = [...text.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
    const anchors = [...text.matchAll(/href="#([^"]*)"/gu)].map(([, id = '']) => decodeURIComponent(id));
    expect(anchors.filter((anchor) => !ids.includes(anchor))).toEqual([]);
  });

  it('are the same each time', () => {
    expect(renderSite(buildCatalog(smallSystem))).toEqual(renderSite(catalog));
  });

  it('say that publishers and consumers are unknown when there were no templates', () => {
    const alone = renderSite(buildCatalog({ ...smallSystem, system: undefined, readings: [] }));
    expect(words(alone[0]?.text ?? '')).toContain('Written without the synthesized templates');
  });

  it('tell the graph in words too', () => {
    const text = words(page('graph.html'));
    expect(text).toContain(
      'ParcelPacked version 2, published by depot, consumed by office/weigh-parcels, office/write-ledger',
    );
    expect(text).toContain('The same as a table');
    expect(page('graph.html').match(/class="graph-link"/g)).toHaveLength(4);
  });
});
