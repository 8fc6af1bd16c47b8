import type { Fault } from '@tidings/local-cloud';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openShop, type Shop } from './support/shop.ts';

/** What must be true after any fault, once everything has settled: nothing lost, nothing doubled. */
async function expectOneOrder(shop: Shop): Promise<void> {
  await shop.settle();
  expect(await shop.sales('customer')).toEqual([{ key: 'ada', orders: 1, units: 6, totalMinor: { GBP: 2034 } }]);
  expect(await shop.sales('product')).toEqual([{ key: '71053', orders: 1, units: 6, totalMinor: { GBP: 2034 } }]);
  expect(await shop.mails()).toHaveLength(1);
  expect(await shop.deadLetters()).toEqual({});
}

describe('a fault', () => {
  const opened: { shop: Shop } = { shop: {} as Shop };
  beforeEach(async () => {
    opened.shop = await openShop();
  });
  afterEach(() => opened.shop.close());

  const struck = (): readonly number[] => opened.shop.cloud.faults.list().map((fault) => fault.struck);

  const functionName = (service: string, handler: string): string =>
    opened.shop.physicalId(service, handler, 'AWS::Lambda::Function');

  const harmless: readonly (readonly [string, () => Fault])[] = [
    [
      'the publisher dies before it publishes',
      () => ({ kind: 'crash', service: 'events', operation: 'PutEvents', moment: 'before' }),
    ],
    [
      'the publisher dies after it published',
      () => ({ kind: 'crash', service: 'events', operation: 'PutEvents', moment: 'after' }),
    ],
    [
      'the bus fails one entry',
      () => ({ kind: 'fail-entry', service: 'events', operation: 'PutEvents', target: 'OrderPlaced' }),
    ],
    ['the bus throttles', () => ({ kind: 'throttle', service: 'events', operation: 'PutEvents' })],
    [
      'the sales projection dies before its transaction',
      () => ({ kind: 'crash', operation: 'TransactWriteItems', target: functionName('analytics', 'ProjectSales') }),
    ],
    [
      'the sales projection dies after its transaction',
      () => ({
        kind: 'crash',
        operation: 'TransactWriteItems',
        moment: 'after',
        target: functionName('analytics', 'ProjectSales'),
      }),
    ],
    [
      'the answer of the sales transaction is lost',
      () => ({
        kind: 'lose-answer',
        operation: 'TransactWriteItems',
        target: functionName('analytics', 'ProjectSales'),
      }),
    ],
    ['a message of the sales queue is delivered twice', () => ({ kind: 'duplicate', target: 'ProjectSalesQueue' })],
    ['a message of the mail queue is delivered twice', () => ({ kind: 'duplicate', target: 'OnOrderPlacedQueue' })],
    [
      'the mailer dies before it claims',
      () => ({
        kind: 'crash',
        service: 'dynamodb',
        operation: 'PutItem',
        target: functionName('notifications', 'OnOrderPlaced'),
      }),
    ],
    [
      'the mailer dies after SES took the mail',
      () => ({ kind: 'crash', service: 'ses', operation: 'SendRawEmail', moment: 'after' }),
    ],
    ['the answer of SES is lost', () => ({ kind: 'lose-answer', service: 'ses', operation: 'SendRawEmail' })],
    ['SES throttles', () => ({ kind: 'throttle', service: 'ses', operation: 'SendRawEmail' })],
    [
      'the mailer dies while it settles its claim',
      () => ({
        kind: 'crash',
        operation: 'TransactWriteItems',
        target: functionName('notifications', 'OnOrderPlaced'),
      }),
    ],
    [
      'the order list dies while it projects',
      () => ({ kind: 'crash', target: functionName('orders', 'ProjectOrderList') }),
    ],
  ];

  it.each(harmless)('loses nothing and doubles nothing when %s', async (_title, fault) => {
    const { shop } = opened;
    shop.cloud.faults.add(fault());
    expect((await shop.place()).status).toBe(202);
    await expectOneOrder(shop);
    expect(struck()).toEqual([1]);
  });

  it('never sends twice when the mailer dies between its claim and its mail: the claim is parked for a person', async () => {
    const { shop } = opened;
    shop.cloud.faults.add({ kind: 'crash', service: 'ses', operation: 'SendRawEmail', moment: 'before' });
    await shop.place();
    await shop.settle();
    expect(await shop.mails()).toEqual([]);
    expect(Object.values(await shop.deadLetters())).toEqual([1]);
    expect(Object.keys(await shop.deadLetters())[0]).toContain('Parked');
  });

  it('loses nothing when a cancellation overtakes the order that it cancels', async () => {
    const { shop } = opened;
    for (const target of ['ProjectSalesQueue', 'OnOrderPlacedQueue'])
      shop.cloud.faults.add({ kind: 'delay', target, delayMs: 60_000 });
    const orderId = await shop.placed();
    await shop.cloud.settled(1_000);
    await shop.cancel(orderId);
    await shop.settle();
    expect(await shop.sales('customer')).toEqual([]);
    expect(await shop.mails()).toHaveLength(2);
    expect(struck()).toEqual([1, 1]);
    expect(await shop.deadLetters()).toEqual({});
  });

  it('keeps an order that was accepted though its answer was lost: the same key gives the same order', async () => {
    const { shop } = opened;
    shop.cloud.faults.add({
      kind: 'crash',
      operation: 'PutItem',
      moment: 'after',
      target: functionName('orders', 'ApiPlaceOrder'),
    });
    expect((await shop.place({}, { key: 'k' })).status).toBe(500);
    expect((await shop.place({}, { key: 'k' })).status).toBe(202);
    await expectOneOrder(shop);
  });
});
