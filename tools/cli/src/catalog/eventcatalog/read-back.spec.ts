import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import createSdk from '@eventcatalog/sdk';
import { afterAll, describe, expect, it } from 'vitest';
import { buildCatalog } from '../model/build-catalog.ts';
import { writeFolder } from '../output/output-folder.ts';
import { smallSystem } from '../testing/small-system.ts';
import { eventCatalogFiles } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tidings-eventcatalog-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFolder(folder, eventCatalogFiles(buildCatalog(smallSystem)));
/** The package's types describe its CommonJS form, where the function is a member. */
const openCatalog = createSdk as unknown as (typeof createSdk)['default'];
const sdk = openCatalog(join(folder, 'eventcatalog'));

describe('the files for EventCatalog, read back with its own SDK', () => {
  it('hold every event in every version, with its schema', async () => {
    const events = (await sdk.getEvents()) ?? [];
    expect(events.map(({ id, version }) => `${id} ${version}`).toSorted()).toEqual([
      'ParcelLost 1.0.0',
      'ParcelPacked 1.0.0',
      'ParcelPacked 2.0.0',
    ]);
  });

  it('lie where EventCatalog looks for them: older versions in folders of their own', () => {
    const pages = eventCatalogFiles(buildCatalog(smallSystem)).map(({ path }) => path);
    expect(pages.filter((path) => path.endsWith('.mdx')).toSorted()).toEqual([
      'eventcatalog/channels/event-bus/index.mdx',
      'eventcatalog/services/depot/events/ParcelLost/index.mdx',
      'eventcatalog/services/depot/events/ParcelPacked/index.mdx',
      'eventcatalog/services/depot/events/ParcelPacked/versioned/1.0.0/index.mdx',
      'eventcatalog/services/depot/index.mdx',
      'eventcatalog/services/office/index.mdx',
      'eventcatalog/teams/depot.mdx',
      'eventcatalog/teams/office.mdx',
    ]);
  });

  it('keep the schema of each version beside its page', async () => {
    for (const { type, versions } of smallSystem.contracts) {
      for (const { version, schema } of versions) {
        const kept = await sdk.getSchemaForMessage(type, `${version}.0.0`);
        expect(JSON.parse(kept?.schema ?? '')).toEqual(schema);
        expect((await sdk.getEvent(type, `${version}.0.0`)).schemaPath).toBe('schema.json');
      }
    }
  });

  it('say what each service sends and receives', async () => {
    const bus = [{ id: 'event-bus', version: '1.0.0' }];
    const services = (await sdk.getServices()) ?? [];
    expect(
      services.map(({ id, sends, receives }) => ({ id, sends, receives })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ).toEqual([
      {
        id: 'depot',
        receives: [],
        sends: [
          { id: 'ParcelLost', version: '1.0.0', to: bus },
          { id: 'ParcelPacked', version: '1.0.0', to: bus },
          { id: 'ParcelPacked', version: '2.0.0', to: bus },
        ],
      },
      {
        id: 'office',
        sends: [],
        receives: [
          { id: 'ParcelLost', version: '1.0.0', from: bus },
          { id: 'ParcelPacked', version: '1.0.0', from: bus },
          { id: 'ParcelPacked', version: '2.0.0', from: bus },
        ],
      },
    ]);
  });

  it('let the SDK find producers and consumers of an event', async () => {
    const { producers, consumers } = await sdk.getProducersAndConsumersForMessage('ParcelPacked', '2.0.0');
    expect([producers.map(({ id }) => id), consumers.map(({ id }) => id)]).toEqual([['depot'], ['office']]);
  });

  it('name owners that exist', async () => {
    expect((await sdk.getTeams())?.map(({ id }) => id).toSorted()).toEqual(['depot', 'office']);
    expect((await sdk.getEvent('ParcelLost')).owners).toEqual(['depot']);
  });

  it('keep a description from being taken for markup', async () => {
    const { summary, markdown } = await sdk.getEvent('ParcelPacked');
    expect(summary).toContain('<script>');
    expect(markdown.split('## Schema')[0]).not.toMatch(/<(?!NodeGraph|SchemaViewer)|(?<!&#\d{0,4};?)[{}]/u);
  });
});
