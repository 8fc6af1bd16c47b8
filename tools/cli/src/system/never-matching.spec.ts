import { checkRulePattern } from '@tidings/event-schemas';
import { InvalidPatternError, matchesPattern, parsePattern } from '@tidings/local-cloud/event-patterns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternsOn } from './patterns.test-data.ts';
import { schemas } from './schemas.test-data.ts';

const RUNS = 3_000;

const envelope = {
  type: 'object',
  required: ['version', 'hops', 'data'],
  properties: {
    version: { type: 'integer', minimum: 1 },
    hops: { type: 'integer', minimum: 0 },
    data: { type: 'object' },
  },
};

/** Whether the local cloud's rules would deliver the event; a pattern that EventBridge refuses delivers nothing. */
function isDelivered(pattern: object, event: object): boolean {
  try {
    return matchesPattern(parsePattern(JSON.stringify(pattern)), event);
  } catch (error) {
    if (error instanceof InvalidPatternError) return false;
    throw error;
  }
}

const cases = schemas.chain(({ schema, data }) =>
  data.chain((value) => patternsOn(value).map((asked) => ({ schema, value, asked }))),
);

describe('a pattern that matches an event', () => {
  it('is never called one that cannot, whatever the schema and the operators', () => {
    const count = { matching: 0, never: 0 };
    fc.assert(
      fc.property(cases, ({ schema, value, asked }) => {
        const pattern = { source: ['shop'], 'detail-type': ['Tried'], detail: { data: asked } };
        const detail = { version: 1, hops: 0, data: value };
        const event = { version: '0', id: 'i', source: 'shop', 'detail-type': 'Tried', detail };
        const problems = checkRulePattern(
          pattern,
          [{ source: 'shop', type: 'Tried', versions: [{ version: 1, schema }] }],
          envelope,
        );
        const matches = isDelivered(pattern, event);
        count.matching += matches ? 1 : 0;
        count.never += problems.length > 0 ? 1 : 0;
        if (matches) expect(problems).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    expect(count.matching).toBeGreaterThan(RUNS / 5);
    expect(count.never).toBeGreaterThan(RUNS / 20);
  });
});
