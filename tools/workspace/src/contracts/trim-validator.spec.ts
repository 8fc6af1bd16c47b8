import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { contractTree } from './contract-tree.test-data.ts';
import { emitValidator } from './emit-validator.ts';
import type { Schema } from '@tidings/event-schemas';

/** Also of keywords that the generator refuses today: taking one on must not break the trimming. */
const SCHEMAS: readonly Schema[] = [
  { type: 'object', required: ['a'], properties: { a: { type: 'integer', minimum: 2 } } },
  { type: 'object', properties: { a: { anyOf: [{ type: 'string' }, { type: 'integer', maximum: 5 }] } } },
  { type: 'object', properties: { a: { not: { type: 'string' } } } },
  { type: 'array', items: { type: 'string', minLength: 2 }, maxItems: 2 },
  { type: 'string', enum: ['a', 'bb'] },
];
const VALUES: readonly unknown[] = [
  {},
  { a: 1 },
  { a: 2 },
  { a: 9 },
  { a: 'x' },
  { a: null },
  [],
  ['bb'],
  ['b'],
  ['bb', 'cc', 'dd'],
  'a',
  'c',
  7,
];

describe('trimming', () => {
  it.each(SCHEMAS.map((schema) => [schema]))('changes no answer: %j', async (schema) => {
    using tree = contractTree({});
    tree.write('trimmed.ts', emitValidator(schema, { file: 'trimmed.ts', eventsSource: '../src' }));
    const module = (await import(pathToFileURL(join(tree.root, 'contracts/trimmed.ts')).href)) as {
      readonly validate: (value: unknown) => boolean;
    };
    const reference = new Ajv2020({ strictTypes: false }).compile(schema);
    expect(VALUES.map((value) => module.validate(value))).toEqual(VALUES.map((value) => reference(value)));
  });
});
