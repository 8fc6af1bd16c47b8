import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import type { AnySchema } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyContract } from '../src/contract.ts';
import { parseEvent } from '../src/parse-event.ts';
import { busText, envelopeWith } from '../src/testing/envelope.ts';
import { toEntry } from '../src/to-entry.ts';
import { emailSent } from './notifications/email-sent/index.ts';
import { orderCancelled } from './orders/order-cancelled/index.ts';
import { orderPlaced } from './orders/order-placed/index.ts';

const contracts = [
  { folder: 'notifications/email-sent', contract: emailSent as AnyContract },
  { folder: 'orders/order-cancelled', contract: orderCancelled as AnyContract },
  { folder: 'orders/order-placed', contract: orderPlaced as AnyContract },
];
const versions = contracts.flatMap(({ folder, contract }) =>
  contract.versions.map((version) => ({
    name: `${folder} version ${version.version}`,
    contract,
    version,
    schema: readJson(folder, `v${version.version}.schema.json`) as AnySchema,
    example: readJson(folder, `v${version.version}.example.json`),
  })),
);

function readJson(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(import.meta.dirname, folder, file), 'utf8'));
}

const ajv = new Ajv2020();
addFormats.default(ajv, { mode: 'full' });

describe('contracts', () => {
  it('are all looked at here', () => {
    const owners = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const folders = owners.flatMap(({ name }) =>
      readdirSync(join(import.meta.dirname, name)).map((event) => `${name}/${event}`),
    );
    expect(contracts.map(({ folder }) => folder)).toEqual(folders.sort());
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
