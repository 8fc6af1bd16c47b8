import { AssertionError } from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import { cancelOrder, given, orderCancelled, orderPlaced, placeOrder } from './order-scenario.ts';

describe('an order scenario', () => {
  it('fails when an expected event did not happen', () => {
    expect(() => given(orderPlaced(), orderCancelled()).when(cancelOrder()).then(orderCancelled())).toThrow(
      AssertionError,
    );
  });

  it('fails when an event happened that was not expected', () => {
    expect(() => given().when(placeOrder()).then()).toThrow(AssertionError);
  });

  it('fails when one field of an event differs', () => {
    expect(() =>
      given()
        .when(placeOrder())
        .then(orderPlaced({ country: 'FR' })),
    ).toThrow(AssertionError);
  });

  it('fails when a rejection was expected and the command was accepted', () => {
    expect(() => given().when(placeOrder()).thenRejected('OrderNotFound')).toThrow(AssertionError);
  });

  it('fails when the rejection has another reason', () => {
    expect(() => given().when(cancelOrder()).thenRejected('OrderWithoutLines')).toThrow(AssertionError);
  });
});
