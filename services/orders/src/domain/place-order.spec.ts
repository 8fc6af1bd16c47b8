import { describe, it } from 'vitest';
import { MAX_LINES, type OrderLine } from './order.ts';
import { given, orderCancelled, orderPlaced, placeOrder } from './testing/order-scenario.ts';

const line = (changes: Partial<OrderLine> = {}): OrderLine => ({
  sku: '85123A',
  description: 'White lantern',
  quantity: 1,
  unitPriceMinor: 1,
  ...changes,
});

describe('PlaceOrder', () => {
  it('records the whole order and its total', () => {
    given().when(placeOrder()).then(orderPlaced());
  });

  it('adds up every line, also when a product is on several', () => {
    const lines = [line({ quantity: 3, unitPriceMinor: 100 }), line({ quantity: 1, unitPriceMinor: 7 }), line()];
    given()
      .when(placeOrder({ lines }))
      .then(orderPlaced({ lines, totalMinor: 308 }));
  });

  it('takes as many lines as the longest order may have', () => {
    const lines = Array.from({ length: MAX_LINES }, () => line());
    given()
      .when(placeOrder({ lines }))
      .then(orderPlaced({ lines, totalMinor: MAX_LINES }));
  });

  it('refuses an order of nothing', () => {
    given()
      .when(placeOrder({ lines: [] }))
      .thenRejected('OrderWithoutLines');
  });

  it('refuses one line too many', () => {
    const lines = Array.from({ length: MAX_LINES + 1 }, () => line());
    given().when(placeOrder({ lines })).thenRejected('TooManyLines');
  });

  it('takes the largest total that is counted exactly', () => {
    const lines = [line({ unitPriceMinor: Number.MAX_SAFE_INTEGER })];
    given()
      .when(placeOrder({ lines }))
      .then(orderPlaced({ lines, totalMinor: Number.MAX_SAFE_INTEGER }));
  });

  it('refuses a total that is not counted exactly', () => {
    const lines = [line({ unitPriceMinor: Number.MAX_SAFE_INTEGER }), line()];
    given().when(placeOrder({ lines })).thenRejected('TotalTooLarge');
  });

  it('refuses a line whose product is not counted exactly', () => {
    const lines = [line({ quantity: 1_000_000_000, unitPriceMinor: Number.MAX_SAFE_INTEGER })];
    given().when(placeOrder({ lines })).thenRejected('TotalTooLarge');
  });

  it('changes nothing the second time', () => {
    given(orderPlaced()).when(placeOrder()).then();
  });

  it('does not bring a cancelled order back', () => {
    given(orderPlaced(), orderCancelled()).when(placeOrder()).then();
  });
});
