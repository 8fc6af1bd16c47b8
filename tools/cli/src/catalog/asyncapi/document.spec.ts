import { Parser } from '@asyncapi/parser';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../model/build-catalog.ts';
import { smallSystem } from '../testing/small-system.ts';
import { syntheticSystem } from '../testing/synthetic-system.ts';
import { asyncApiFiles } from './files.ts';

/** Told about every document that is not of the very newest AsyncAPI; a hint, not a complaint. */
const HINTS = ['asyncapi-latest-version'];

const catalog = buildCatalog(smallSystem);
const [yaml, json] = asyncApiFiles(catalog).map(({ text }) => text);

const written = JSON.parse(json ?? '');

async function parsed(text = ''): Promise<{ readonly complaints: readonly string[]; readonly document: Parsed }> {
  const { document, diagnostics } = await new Parser().parse(text);
  if (document === undefined) throw new TypeError(diagnostics.map(({ message }) => message).join('\n'));
  const strange = diagnostics.filter(({ code }) => !HINTS.includes(String(code)));
  return { document, complaints: strange.map(({ message, path }) => `${path.join('.')}: ${message}`) };
}

type Parsed = NonNullable<Awaited<ReturnType<Parser['parse']>>['document']>;

describe('the AsyncAPI document', () => {
  it('is accepted by the parser of AsyncAPI without a complaint', async () => {
    expect((await parsed(yaml)).complaints).toEqual([]);
    expect((await parsed(json)).complaints).toEqual([]);
  });

  it('says the same in YAML and in JSON', () => {
    expect(parse(yaml ?? '')).toEqual(JSON.parse(json ?? ''));
  });

  it('has a channel per event and a message per version', async () => {
    const { document } = await parsed(json);
    expect(
      document
        .channels()
        .all()
        .map((channel) => [
          channel.id(),
          channel
            .messages()
            .all()
            .map((message) => message.id()),
        ]),
    ).toEqual([
      ['depot.ParcelLost', ['v1']],
      ['depot.ParcelPacked', ['v1', 'v2']],
    ]);
  });

  it('has a sending operation per event and a receiving one per consuming handler', async () => {
    const { document } = await parsed(json);
    const found = document
      .operations()
      .all()
      .map((operation) => [
        operation.action(),
        operation.id(),
        operation
          .messages()
          .all()
          .map((message) => message.id()),
      ]);
    expect(found).toEqual([
      ['send', 'depot.send.ParcelLost', ['v1']],
      ['receive', 'office.write-ledger.receive.depot.ParcelLost', ['v1']],
      ['send', 'depot.send.ParcelPacked', ['v1', 'v2']],
      ['receive', 'office.weigh-parcels.receive.depot.ParcelPacked', ['v1', 'v2']],
      ['receive', 'office.write-ledger.receive.depot.ParcelPacked', ['v2']],
    ]);
  });

  it('describes the payload as the envelope around the data of the version', () => {
    const { payload, examples } = written.components.messages['depot.ParcelPacked.v2'];
    expect(Object.keys(payload.properties)).toEqual(['id', 'type', 'version', 'data']);
    expect(payload.properties.type.const).toBe('ParcelPacked');
    expect(payload.properties.version.const).toBe(2);
    expect(payload.properties.data.required).toEqual(['parcelId', 'weightGrams']);
    expect(examples[0].payload.data).toEqual(smallSystem.contracts[0]?.versions[1]?.example);
  });

  it('says which bus, source and detail-type a channel is', () => {
    expect(written.channels['depot.ParcelLost']['x-eventbridge']).toEqual({
      eventBusName: 'tidings-{stage}',
      source: 'depot',
      detailType: 'ParcelLost',
      payload: 'detail',
    });
  });

  it('is accepted for a system of sixty events', async () => {
    const large = buildCatalog(syntheticSystem({ services: 15, eventsPerService: 4, consumersPerEvent: 4 }));
    const { document, complaints } = await parsed(asyncApiFiles(large)[1]?.text);
    expect(complaints).toEqual([]);
    expect(document.channels().all()).toHaveLength(60);
  });
});
