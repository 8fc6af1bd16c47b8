import { describe, expect, it } from 'vitest';
import { embedded } from './payload-schema.ts';

describe('a schema inside an AsyncAPI document', () => {
  it('loses its identity, and has its definitions where they are referred to', () => {
    const schema = {
      $id: 'urn:example:a',
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $defs: { money: { type: 'integer', description: 'Pennies.' } },
      properties: { price: { $ref: '#/$defs/money', description: 'What it costs, in pennies.' } },
    };
    expect(embedded(schema)).toEqual({
      properties: { price: { type: 'integer', description: 'What it costs, in pennies.' } },
    });
  });

  it('describes a schema that contains itself once', () => {
    const node = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } };
    expect(embedded({ $ref: '#/$defs/node', $defs: { node } })).toEqual({
      type: 'object',
      properties: { next: {} },
    });
  });
});
