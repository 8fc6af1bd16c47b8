import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A folder like libs/events, with contracts of its own and this workspace's sources; gone when its scope ends. */
export interface ContractTree extends Disposable {
  readonly root: string;
  write(file: string, content: unknown): void;
}

/** A contract tree with the given files, by path inside `contracts/`. Objects are written as JSON. */
export function contractTree(files: Readonly<Record<string, unknown>>): ContractTree {
  const root = mkdtempSync(join(tmpdir(), 'tidings-contracts-'));
  symlinkSync(resolve(import.meta.dirname, '../../../../libs/events/src'), join(root, 'src'));
  const write = (file: string, content: unknown): void => {
    const path = join(root, 'contracts', file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  return { root, write, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

/** A schema of `ParcelWeighed` with the given properties, all required. */
export function parcelSchema(properties: Readonly<Record<string, unknown>>, more: object = {}): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'ParcelWeighed',
    description: 'A parcel was on the scale.',
    type: 'object',
    required: Object.keys(properties),
    properties,
    ...more,
  };
}

/** The contract of this test data, as a folder. */
export const FOLDER = 'depots/parcel-weighed';

export const WEIGHT = { description: 'Weight in grams.', type: 'integer', minimum: 1 };
export const SCALE = { description: 'Name of the scale.', type: 'string', minLength: 1 };

/** Files of a contract whose version 1 is right. */
export const PARCEL_WEIGHED: Readonly<Record<string, unknown>> = {
  [`${FOLDER}/v1.schema.json`]: parcelSchema({ weight: WEIGHT }),
  [`${FOLDER}/v1.example.json`]: { weight: 300 },
};

/** Version 2 has a field that an upcaster fills; version 3 renames one, which no reader of version 2 understands. */
export const THREE_VERSIONS: Readonly<Record<string, unknown>> = {
  ...PARCEL_WEIGHED,
  [`${FOLDER}/v2.schema.json`]: parcelSchema({ weight: WEIGHT, scale: SCALE }),
  [`${FOLDER}/v2.example.json`]: { weight: 300, scale: 'A' },
  [`${FOLDER}/v3.schema.json`]: parcelSchema({ weightGrams: WEIGHT, scale: SCALE }),
  [`${FOLDER}/v3.example.json`]: { weightGrams: 300, scale: 'A' },
  [`${FOLDER}/upcast-v1.ts`]: `export const upcast = (data) => ({ ...data, scale: 'unknown' });`,
  [`${FOLDER}/upcast-v2.ts`]: `export const upcast = ({ weight, ...rest }) => ({ ...rest, weightGrams: weight });`,
};
