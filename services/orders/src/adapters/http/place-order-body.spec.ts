import { orderPlaced } from '@tidings/events/orders/order-placed';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderDecider } from '../../domain/order-decider.ts';
import { NOON } from '../../domain/testing/order-scenario.ts';
import { parsePlaceOrderBody } from './place-order-body.ts';

/** Mostly right, so that many bodies pass; often enough at an edge or beyond it. */
const mostly = <T>(right: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: right, weight: 9 }, { arbitrary: other, weight: 1 });
const anyText = mostly(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 70 }), fc.string({ maxLength: 600 }));
const anyNumber = mostly(fc.integer({ min: 1, max: 1_000_000_000 }), fc.oneof(fc.double(), fc.maxSafeInteger()));
const anyBody = fc.record({
  contact: fc.record({ email: mostly(fc.emailAddress(), anyText), name: anyText }),
  country: mostly(fc.constant('GB'), anyText),
  currency: mostly(fc.constant('GBP'), anyText),
  lines: fc.array(
    fc.record({
      sku: anyText,
      description: anyText,
      quantity: mostly(fc.constant(1), anyNumber),
      unitPriceMinor: anyNumber,
    }),
    { maxLength: 3 },
  ),
});

describe('a body that is let pass', () => {
  it('becomes an event that keeps its contract, whatever it says', () => {
    let passed = 0;
    fc.assert(
      fc.property(anyBody, (body) => {
        const parsed = parsePlaceOrderBody(body);
        if (!parsed.ok) return;
        const order = { ...parsed.value, orderId: '0b3f6f0a-5d0f-5f5c-8d7c-3a1c6f1f6b10', customerId: '17850' };
        const decision = orderDecider.decide({ type: 'PlaceOrder', order, at: NOON }, orderDecider.initialState);
        if (!decision.ok) return;
        passed += 1;
        for (const { data } of decision.events) expect(orderPlaced.v1.validate(data)).toBeUndefined();
      }),
      { numRuns: 2_000, seed: 7 },
    );
    expect(passed).toBeGreaterThan(300);
  });

  it('may be anything at all without an error', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(parsePlaceOrderBody(body).ok).toBe(false);
      }),
    );
  });
});
