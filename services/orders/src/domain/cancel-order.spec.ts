import { describe, it } from 'vitest';
import { cancelOrder, given, NOON, orderCancelled, orderPlaced } from './testing/order-scenario.ts';

describe('CancelOrder', () => {
  it('records why a placed order was cancelled, with all that was in it', () => {
    given(orderPlaced({ currency: 'EUR' }))
      .when(cancelOrder({ reason: 'mistake', at: NOON }))
      .then(orderCancelled({ currency: 'EUR', reason: 'mistake', cancelledAt: NOON }));
  });

  it('refuses an order that nobody placed', () => {
    given().when(cancelOrder()).thenRejected('OrderNotFound');
  });

  it('changes nothing the second time', () => {
    given(orderPlaced(), orderCancelled())
      .when(cancelOrder({ reason: 'another reason' }))
      .then();
  });
});
