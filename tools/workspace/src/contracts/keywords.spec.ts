import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractAjv } from './emit-validator.ts';

const texts = fc.string({ unit: fc.constantFrom('a', 'Z', 'A', '0', '😀', '\ud800', '\udc00', 'é', ''), maxLength: 9 });

describe('keywords that replace those of ajv', () => {
  it.each([
    { minLength: 0 },
    { minLength: 1 },
    { minLength: 3 },
    { maxLength: 0 },
    { maxLength: 3 },
    { minLength: 2, maxLength: 4 },
    { pattern: 'Z$' },
    { pattern: '^[A-Z]{2}$' },
    { pattern: '^[a-z]{1}$' },
    { pattern: '^[0-9]{4}$' },
    { pattern: '^[^/]+a$' },
    { pattern: 'a.b$' },
  ])('give the same verdict: %j', (keywords) => {
    const ours = contractAjv().compile({ type: 'string', ...keywords });
    const reference = new Ajv2020().compile({ type: 'string', ...keywords });
    fc.assert(
      fc.property(texts, (text) => {
        expect({ text, taken: ours(text) }).toEqual({ text, taken: reference(text) });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [{ minLength: 2 }, 'must NOT have fewer than 2 characters'],
    [{ maxLength: 0 }, 'must NOT have more than 0 characters'],
    [{ pattern: 'Z$' }, 'must match pattern "Z$"'],
  ])('say the same: %j', (keywords, message) => {
    const ours = contractAjv().compile({ type: 'string', ...keywords });
    expect(ours('a')).toBe(false);
    expect(ours.errors?.[0]?.message).toBe(message);
  });
});
