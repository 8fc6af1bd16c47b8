import { describe, expect, it } from 'vitest';
import {
  FOLDER,
  PARCEL_WEIGHED,
  SCALE,
  THREE_VERSIONS,
  WEIGHT,
  contractTree,
  parcelSchema,
} from './contract-tree.test-data.ts';
import { generateFiles } from './generate.ts';

describe('a contract folder that breaks the rules', () => {
  const withSchema = (schema: object): Readonly<Record<string, unknown>> => ({
    ...PARCEL_WEIGHED,
    [`${FOLDER}/v1.schema.json`]: schema,
  });
  it.each([
    ['has no version 1', { [`${FOLDER}/v2.schema.json`]: parcelSchema({ weight: WEIGHT }) }, 'without a gap'],
    ['has no example', { [`${FOLDER}/v1.schema.json`]: parcelSchema({ weight: WEIGHT }) }, 'is missing'],
    [
      'has another title',
      withSchema(parcelSchema({ weight: WEIGHT }, { title: 'ParcelUpdated' })),
      'needs the title ParcelWeighed',
    ],
    [
      'uses a keyword that nobody implements',
      withSchema(parcelSchema({ weight: { ...WEIGHT, not: { const: 5 } } })),
      '/properties/weight uses not, which the generator does not implement for integer',
    ],
    [
      'has fields beside a map',
      withSchema(parcelSchema({ weight: WEIGHT }, { additionalProperties: SCALE })),
      'give the map a field of its own',
    ],
    [
      'uses an unknown format',
      withSchema(parcelSchema({ weight: WEIGHT, scale: { ...SCALE, format: 'colour' } })),
      'unknown format "colour"',
    ],
    [
      'does not explain a field',
      withSchema(parcelSchema({ weight: { type: 'integer' } })),
      '/properties/weight needs a description',
    ],
    [
      'has a field without a type',
      withSchema(parcelSchema({ weight: { description: 'Grams.' } })),
      '/properties/weight needs a type among',
    ],
    [
      'requires what it does not describe',
      withSchema(parcelSchema({ weight: WEIGHT }, { required: ['wait'] })),
      'requires wait',
    ],
    [
      'has a list of anything',
      withSchema(parcelSchema({ weight: { description: 'All.', type: 'array' } })),
      'is an array without items',
    ],
    [
      'has an example that is wrong',
      { ...PARCEL_WEIGHED, [`${FOLDER}/v1.example.json`]: { weight: 0 } },
      '/weight must be >= 1',
    ],
    [
      'leaves an optional field out of its example',
      withSchema(parcelSchema({ weight: WEIGHT, scale: SCALE }, { required: ['weight'] })),
      'must show every field: /scale',
    ],
    [
      'leaves old data behind',
      {
        ...THREE_VERSIONS,
        [`${FOLDER}/v4.schema.json`]: parcelSchema({ colour: SCALE }),
        [`${FOLDER}/v4.example.json`]: { colour: 'red' },
      },
      'write upcast-v3.ts',
    ],
  ])('is refused: it %s', (_title, files, problem) => {
    using tree = contractTree(files);
    expect(() => generateFiles(tree.root, FOLDER)).toThrow(problem);
    expect(() => generateFiles(tree.root, FOLDER)).toThrow(tree.root);
  });
});

describe('a contract file that is hostile', () => {
  const SCHEMA = JSON.stringify(parcelSchema({ weight: WEIGHT }));
  const levels = 20_000;
  it.each([
    ['a schema 20,000 levels deep', 'v1.schema.json', '{"items":'.repeat(levels), 'nested deeper than 128'],
    ['an example 20,000 levels deep', 'v1.example.json', '['.repeat(levels), 'nested deeper than 128'],
    [
      'a schema with __proto__',
      'v1.schema.json',
      SCHEMA.replace('"weight":', '"__proto__":{"type":"text"},"weight":'),
      'a key that names the prototype',
    ],
    ['a schema with a keyword twice', 'v1.schema.json', SCHEMA.replace('{', '{"type":"array",'), 'a key twice'],
    ['a schema of 2 MB', 'v1.schema.json', JSON.stringify({ title: 'x'.repeat(2 ** 21) }), 'longer than 1048576'],
    ['a schema with a lone surrogate', 'v1.schema.json', String.raw`{"title":"\ud800"}`, 'a lone surrogate'],
    ['a fixture that is no JSON', 'fixtures/v1-old.json', '{"weight":', 'not JSON'],
    ['a number too large to be one', 'v1.example.json', '{"weight":1e400}', '/weight must be integer'],
    [
      'a schema with a pattern that is none',
      'v1.schema.json',
      JSON.stringify(parcelSchema({ weight: { ...SCALE, pattern: '(' } })),
      'Invalid regular expression',
    ],
    [
      'a schema whose bound is a text',
      'v1.schema.json',
      JSON.stringify(parcelSchema({ weight: { ...WEIGHT, minimum: '1' } })),
      'minimum',
    ],
  ])('is refused with its name: %s', (_title, ...[file, text, problem]) => {
    using tree = contractTree({ ...PARCEL_WEIGHED, [`${FOLDER}/${file}`]: text });
    expect(() => generateFiles(tree.root, FOLDER)).toThrow(problem);
    expect(() => generateFiles(tree.root, FOLDER)).toThrow(`${tree.root}/contracts/${FOLDER}/${file}`);
  });
});
