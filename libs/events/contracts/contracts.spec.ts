import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContractVersion } from '../src/contract.ts';
import { parseEvent, receiveEvent } from '../src/parse-event.ts';
import { busText, envelopeWith } from '../src/testing/envelope.ts';
import { toEntry } from '../src/to-entry.ts';
import { toTwinEntries } from '../src/twins.ts';
import { contractFolders } from './contract-folders.test-data.ts';

const folders = await contractFolders(import.meta.dirname);
const versions = folders.flatMap((folder) => folder.versions);
const stored = versions.flatMap((version) =>
  version.stored.map(({ file, data }) => ({ ...version, name: `${version.name}: ${file}`, data })),
);

const ajv = new Ajv2020();
addFormats.default(ajv, { mode: 'full' });

describe('contracts', () => {
  it('are found by their folders, each named as its folder', () => {
    expect(folders.map(({ contract }) => `${contract.source}/${kebabCase(contract.type)}`)).toEqual(
      folders.map(({ folder }) => folder),
    );
    expect(folders.length).toBeGreaterThan(0);
  });

  it.each(versions)('publish and read their example: $name', ({ contract, version, example }) => {
    const envelope = envelopeWith({ type: contract.type, version: version.version, data: example });
    const entry = toEntry(contract, envelope, { busName: 'bus' });
    const around = { source: entry.Source, 'detail-type': entry.DetailType };
    expect(parseEvent(busText(JSON.parse(entry.Detail), around), [version])).toEqual(envelope);
  });

  it.each(versions)('judge as ajv with full formats does: $name', ({ version, schema, example }) => {
    const reference = ajv.compile(schema);
    fc.assert(
      fc.property(damaged(example), (data) => {
        expect({ data, taken: version.accepts(data) }).toEqual({ data, taken: reference(data) });
      }),
      { numRuns: 3_000 },
    );
  });

  it.each(versions)(
    'keep no property of the example optional without a reader noticing: $name',
    ({ version, example }) => {
      const left = Object.keys(example as object).filter((name) =>
        version.accepts({ ...(example as object), [name]: undefined }),
      );
      expect(left).toEqual([]);
    },
  );

  it.each(versions)('stay open for fields that are added: $name', ({ version, example }) => {
    expect(version.validate({ ...(example as object), addedLater: { by: 'version 2' } })).toBeUndefined();
  });
});

describe('stored data', () => {
  it.each(stored)('is upcast step by step to the newest version: $name', ({ contract, version, data }) => {
    expect(version.validate(data)).toBeUndefined();
    contract.versions.slice(version.version).reduce((current, next) => {
      const step = next.definitions[next.version - 2]?.upcast;
      const upcast = step === undefined ? current : step(current);
      expect({ version: next.version, problem: next.validate(upcast) }).toEqual({ version: next.version });
      return upcast;
    }, data);
  });

  it.each(stored)('is read by whoever declares its version or a later one: $name', ({ contract, version, data }) => {
    const text = busTextOf({ ...contract, version: version.version, data });
    for (const reader of contract.versions.slice(version.version - 1)) {
      expect(reader.validate(parseEvent(text, [reader]).data)).toBeUndefined();
    }
  });

  it.each(stored)('reaches each reader, whatever versions it is published as: $name', (each) => {
    const { contract, version, data } = each;
    const envelope = envelopeWith({ type: contract.type, version: version.version, data });
    const entries = toTwinEntries(contract, envelope, { busName: 'bus' });
    const texts = entries.map(({ Source, DetailType, Detail }) =>
      busText(JSON.parse(Detail) as object, { source: Source, 'detail-type': DetailType }),
    );
    const oldest = version.version - entries.length + 1;
    for (const reader of contract.versions.slice(oldest - 1)) {
      const received = texts.map((text) => receiveEvent(text, [reader]));
      const handled = received.flatMap((each) => (each.outcome === 'event' ? [each.event] : []));
      expect(handled, `by readers of version ${reader.version}`).not.toEqual([]);
      for (const event of handled) expect(reader.validate(event.data)).toBeUndefined();
    }
  });
});

function busTextOf(parts: Pick<ContractVersion, 'source' | 'type'> & { version: number; data: unknown }): string {
  const { source, type, version, data } = parts;
  return busText(envelopeWith({ type, version, data }), { source, 'detail-type': type });
}

/** `OrderPlaced` → `order-placed`. */
function kebabCase(name: string): string {
  return name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

/** Values that a field may be damaged with: near misses of every keyword that contracts use. */
const WRONG: readonly unknown[] = [
  null,
  0,
  -1,
  0.5,
  1e9,
  1e9 + 1,
  2 ** 53 - 1,
  2 ** 53,
  true,
  '',
  'x',
  'GB',
  'gb',
  'GBP',
  'GBPX',
  'ÄÄ',
  '2026-01-05T09:30:00Z',
  '2026-01-05 09:30:00Z',
  '2026-01-05T09:30:00+00:00',
  'a@b.example',
  'a@b',
  'order-1/1',
  'order-1/',
  'x'.repeat(64),
  'x'.repeat(65),
  '😀'.repeat(64),
  '😀'.repeat(65),
  'x'.repeat(128),
  'x'.repeat(500),
  'x'.repeat(501),
  'order-cancellation',
  [],
  {},
  [null],
  [{}],
];

/** The example with one to three of its values replaced or taken away. */
function damaged(example: unknown): fc.Arbitrary<unknown> {
  const damage = fc.tuple(fc.constantFrom(...pathsOf(example)), fc.constantFrom(undefined, ...WRONG));
  return fc
    .array(damage, { minLength: 1, maxLength: 3 })
    .map((damages) => damages.reduce((value, [path, wrong]) => withValueAt(value, path, wrong), example));
}

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, child]) => pathsOf(child, [...path, name]))];
}

function withValueAt(value: unknown, [name, ...rest]: readonly string[], wrong: unknown): unknown {
  if (name === undefined) return wrong;
  if (typeof value !== 'object' || value === null) return value;
  const child = withValueAt((value as Readonly<Record<string, unknown>>)[name], rest, wrong);
  if (!Array.isArray(value)) return { ...value, [name]: child };
  return value.map((entry: unknown, index) => (String(index) === name ? child : entry));
}
