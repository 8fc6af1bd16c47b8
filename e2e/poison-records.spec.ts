import { OPERATOR } from '@tidings/local-cloud';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { http } from './support/http.ts';
import { openShop, type Shop } from './support/shop.ts';

const text = (value: string): { readonly S: string } => ({ S: value });

/** A commit of a new stream, whose event breaks its contract, or whose events are no list. */
function poison(stream: string, events: object): object {
  return {
    pk: text(stream),
    sk: text('0000000001'),
    kind: text('commit'),
    events,
    occurredAt: text('2026-01-01T00:00:00.000Z'),
    correlationId: text('poison'),
    causationId: text('poison'),
    traceparent: text('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
    hops: { N: '0' },
  };
}

const BAD_EVENT = { L: [{ M: { type: text('OrderPlaced'), version: { N: '1' }, data: { M: {} } } }] };

describe('poison in the history of orders', () => {
  const opened: { shop: Shop } = { shop: {} as Shop };
  beforeAll(async () => {
    opened.shop = await openShop();
  });
  afterAll(() => opened.shop.close());

  it('stops no other order: it is published, mailed and listed, and the poison waits for a person', async () => {
    const { shop } = opened;
    const TableName = shop.physicalId('orders', 'Orders', 'AWS::DynamoDB::Table');
    for (const Item of [poison('order-bad', BAD_EVENT), poison('order-worse', text('none'))]) {
      const call = { principal: OPERATOR, service: 'dynamodb', operation: 'PutItem' };
      await shop.cloud.call({ ...call, input: { TableName, Item: { ...Item } } });
    }
    const orderId = await shop.placed();
    await shop.settle();

    expect(await shop.mails()).toHaveLength(1);
    expect(await shop.sales('customer')).toMatchObject([{ key: 'ada', orders: 1 }]);
    const list = await http(`${shop.endpoints.orders}/orders`, { token: await shop.tokenOf('ada') });
    expect(list.body).toMatchObject({ items: [{ orderId, status: 'placed' }] });
    const waiting = Object.entries(await shop.deadLetters()).map(([queue, count]) => [
      /(?:PublishEvents|ProjectOrderList)Failures/u.exec(queue)?.[0] ?? queue,
      count,
    ]);
    expect(Object.fromEntries(waiting)).toEqual({ PublishEventsFailures: 2, ProjectOrderListFailures: 2 });
  });
});
