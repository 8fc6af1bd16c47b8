import { describe, expect, it } from 'vitest';
import { smallSystem } from '../testing/small-system.ts';
import { buildCatalog } from './build-catalog.ts';

const catalog = buildCatalog(smallSystem);
const [lost, packed] = catalog.events;

describe('the catalog', () => {
  it('has every event once, by owner and name', () => {
    expect(catalog.events.map(({ id }) => id)).toEqual(['depot/parcel-lost', 'depot/parcel-packed']);
  });

  it('has every version, newest first, with what became of it', () => {
    expect(packed?.versions.map(({ version, status }) => [version, status])).toEqual([
      [2, 'newest'],
      [1, 'alongside'],
    ]);
  });

  it('says in words what a version changed', () => {
    expect(packed?.newest.change).toEqual({
      from: 1,
      backward: [
        '`data.weightGrams` was optional and is now required: events stored before this change no longer validate',
      ],
      forward: [],
    });
  });

  it('takes publishers from the templates', () => {
    expect([lost?.publishers, packed?.publishers]).toEqual([['depot/publish-events'], ['depot/publish-events']]);
  });

  it('joins rules and declared readings by handler', () => {
    expect(
      packed?.consumers.map(({ handler, rules, readings }) => [
        handler,
        rules.map(({ logicalId }) => logicalId),
        readings.map(({ version, fields }) => [version, ...fields]),
      ]),
    ).toEqual([
      ['office/weigh-parcels', ['WeighRule1'], [[1, 'weightGrams']]],
      ['office/write-ledger', ['CatchAllRule2'], [[2, 'items', 'parcelId']]],
    ]);
  });

  it('does not take a rule of another bus for a consumer', () => {
    const { system } = smallSystem;
    if (system === undefined) throw new TypeError('The system has templates.');
    const rules = system.rules.map((rule) => ({ ...rule, bus: 'default' as const }));
    const { events } = buildCatalog({ ...smallSystem, readings: [], system: { ...system, rules } });
    expect(events.flatMap(({ consumers }) => consumers)).toEqual([]);
  });

  it('keeps a handler that declares a reading which no rule delivers', () => {
    const [reading] = smallSystem.readings;
    if (reading === undefined) throw new TypeError('The system has a reading.');
    const { events } = buildCatalog({ ...smallSystem, readings: [{ ...reading, contract: 'depot/parcel-lost' }] });
    expect(events[0]?.consumers.map(({ handler, rules }) => [handler, rules.length])).toEqual([
      ['office/weigh-parcels', 0],
      ['office/write-ledger', 1],
    ]);
  });

  it('tells what a service does, and what it hears from outside', () => {
    expect(
      catalog.services.map(({ name, owns, consumes, functions }) => [
        name,
        owns.length,
        consumes.length,
        functions.length,
      ]),
    ).toEqual([
      ['depot', 2, 0, 1],
      ['office', 0, 2, 3],
    ]);
    expect(catalog.services[1]?.outside).toEqual([
      { source: 'aws.cloudwatch', type: 'CloudWatch Alarm State Change', handlers: ['office/on-alarm'] },
    ]);
  });

  it('calls a version that nothing leads down to stored, and one whose schema says so deprecated', () => {
    const contracts = smallSystem.contracts.map((contract) => ({
      ...contract,
      versions: contract.versions.map((version) => ({
        ...version,
        hasDowncast: false,
        schema: contract.event === 'parcel-lost' ? { ...version.schema, deprecated: true } : version.schema,
      })),
    }));
    const { events } = buildCatalog({ ...smallSystem, contracts });
    expect(events.map(({ versions }) => versions.map(({ status }) => status))).toEqual([
      ['deprecated'],
      ['newest', 'stored'],
    ]);
  });

  it('says of nobody that they publish or consume when there are no templates and no readings', () => {
    const alone = buildCatalog({ ...smallSystem, system: undefined, readings: [] });
    expect(alone.hasSystem).toBe(false);
    expect(alone.events.map(({ publishers, consumers }) => [...publishers, ...consumers])).toEqual([[], []]);
  });
});
