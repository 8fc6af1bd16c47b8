import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyContract } from '@tidings/events';
import { parseEvent } from '@tidings/events';
import { describe, expect, it } from 'vitest';
import type { ContractTree } from './contract-tree.test-data.ts';
import {
  FOLDER,
  PARCEL_WEIGHED,
  SCALE,
  THREE_VERSIONS,
  WEIGHT,
  contractTree,
  parcelSchema,
} from './contract-tree.test-data.ts';
import { driftedFiles, generateFiles, writeFiles } from './generate.ts';
import { ContractSourceError } from '@tidings/event-schemas';

const workspace = join(import.meta.dirname, '../../../..');
function generated(tree: ContractTree): readonly string[] {
  const files = generateFiles(tree.root, FOLDER);
  writeFiles(files);
  return files.map(({ path }) => relative(join(tree.root, 'contracts', FOLDER), path));
}

async function contractIn(tree: ContractTree): Promise<AnyContract> {
  const module = (await import(pathToFileURL(join(tree.root, 'contracts', FOLDER, 'index.ts')).href)) as {
    readonly parcelWeighed: AnyContract;
  };
  return module.parcelWeighed;
}

const message = (version: number, data: object): string =>
  JSON.stringify({
    source: 'depots',
    'detail-type': 'ParcelWeighed',
    detail: {
      id: 'parcel-1/1',
      type: 'ParcelWeighed',
      version,
      occurredAt: '2026-01-05T09:30:00Z',
      correlationId: 'a',
      causationId: 'a',
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      hops: 0,
      data,
    },
  });

describe('generating a contract', () => {
  it('writes a module, a validator per version, and a module for Python', () => {
    using tree = contractTree(THREE_VERSIONS);
    expect(generated(tree)).toEqual([
      'index.ts',
      'generated/validate-v1.ts',
      'generated/validate-v2.ts',
      'generated/validate-v3.ts',
      'generated/contract.py',
    ]);
  });

  it('makes a contract that upcasts every version, validates each by its own schema and knows what breaks', async () => {
    using tree = contractTree(THREE_VERSIONS);
    generated(tree);
    const { versions } = await contractIn(tree);
    const [v1, v2, v3] = versions;
    if (v1 === undefined || v2 === undefined || v3 === undefined)
      throw new ContractSourceError(FOLDER, 'has too few versions');
    expect(parseEvent(message(1, { weight: 300 }), [v3]).data).toEqual({ weightGrams: 300, scale: 'unknown' });
    expect(parseEvent(message(2, { weight: 300, scale: 'A' }), [v1]).data).toEqual({ weight: 300, scale: 'A' });
    expect(() => parseEvent(message(3, { weightGrams: 300, scale: 'A' }), [v2])).toThrow(
      /version 3; known: ParcelWeighed version 2/,
    );
    expect(() => parseEvent(message(2, { weight: 0, scale: 'A' }), [v3])).toThrow(/\/data\/weight: must be >= 1/);
  });

  it('types the data exactly and read-only', () => {
    const properties = {
      weight: WEIGHT,
      'net-weight': { description: 'Without packing, in grams.', type: 'number' },
      kinds: {
        description: 'What is in it.',
        type: 'array',
        items: { description: 'A kind.', type: 'string', enum: ['book', "men's wear"] },
      },
      fragile: { description: 'Whether it breaks.', type: 'boolean' },
      to: {
        description: 'Where it goes.',
        type: 'object',
        required: ['city'],
        properties: { city: SCALE, depot: SCALE },
      },
    };
    using tree = contractTree({
      [`${FOLDER}/v1.schema.json`]: parcelSchema(properties, { required: ['weight'] }),
      [`${FOLDER}/v1.example.json`]: {
        weight: 1,
        'net-weight': 0.5,
        kinds: ['book'],
        fragile: true,
        to: { city: 'Leeds', depot: 'north' },
      },
    });
    generated(tree);
    const text = readFileSync(join(tree.root, 'contracts', FOLDER, 'index.ts'), 'utf8');
    const types = text.slice(text.indexOf('export interface'), text.indexOf('\n}\n')).replaceAll(/ *\/\*\* .*\n/g, '');
    expect(types.split('\n').map((line) => line.trim())).toEqual([
      'export interface ParcelWeighedV1 {',
      'readonly weight: number;',
      "readonly 'net-weight'?: number;",
      String.raw`readonly kinds?: readonly ('book' | 'men\'s wear')[];`,
      'readonly fragile?: boolean;',
      'readonly to?: {',
      'readonly city: string;',
      'readonly depot?: string;',
      '};',
    ]);
  });

  it('compiles nothing at run time, and loads nothing but our own modules', () => {
    for (const { path, text } of generateFiles(join(workspace, 'libs/events'))) {
      const imports = [...text.matchAll(/from '([^']+)'/g)].map(([, from]) => from);
      expect({ path, strange: imports.filter((from) => !from?.startsWith('.')) }).toEqual({ path, strange: [] });
      expect({ path, dynamic: /\beval\b|new Function|require\(/.test(text) }).toEqual({ path, dynamic: false });
    }
  });

  it('touches no file the second time', () => {
    using tree = contractTree(PARCEL_WEIGHED);
    generated(tree);
    const file = join(tree.root, 'contracts', FOLDER, 'index.ts');
    const before = statSync(file, { bigint: true }).mtimeNs;
    generated(tree);
    expect(statSync(file, { bigint: true }).mtimeNs).toBe(before);
  });
});

describe('drift', () => {
  it('is none in this workspace', () => {
    expect(driftedFiles(generateFiles(join(workspace, 'libs/events')))).toEqual([]);
  });

  it('is every file whose schema says otherwise, and every missing one', () => {
    using tree = contractTree(PARCEL_WEIGHED);
    generated(tree);
    tree.write(`${FOLDER}/v1.schema.json`, parcelSchema({ weight: { ...WEIGHT, minimum: 2 } }));
    expect(driftedFiles(generateFiles(tree.root, FOLDER)).map((path) => relative(tree.root, path))).toEqual([
      `contracts/${FOLDER}/generated/validate-v1.ts`,
      `contracts/${FOLDER}/generated/contract.py`,
    ]);
    using empty = contractTree(PARCEL_WEIGHED);
    expect(driftedFiles(generateFiles(empty.root, FOLDER))).toHaveLength(3);
  });

  it('ends the command with 1 for a contract that does not exist, and with 0 where all is well', () => {
    const command = ['tools/workspace/src/contracts/generate.ts', '--check'];
    expect(execFileSync(process.execPath, command, { cwd: workspace, encoding: 'utf8' })).toBe('');
    const failed = spawnSync(process.execPath, [...command, 'nobody/nothing'], { cwd: workspace, encoding: 'utf8' });
    expect([failed.status, failed.stderr]).toEqual([1, 'nobody/nothing: is no contract folder\n']);
  });
});
