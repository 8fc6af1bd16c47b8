import { type AttributeValue, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { CreateEventBusCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { makeTestTable } from '@tidings/event-store/testing';
import type { HttpHandler } from '@tidings/http-api';
import { MissingSettingError } from '@tidings/messaging';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';

type ApiEvent = Parameters<HttpHandler>[0];

interface Call {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
}

const { tableName } = await makeTestTable();
const orderList = await makeTestTable();
const sqs = new SQSClient({});
const bus = `tidings-${crypto.randomUUID()}`;
const BODY = {
  contact: { email: 'customer-17850@example.com', name: 'Customer 17850' },
  country: 'GB',
  currency: 'GBP',
  lines: [{ sku: '85123A', description: 'White lantern', quantity: 6, unitPriceMinor: 255 }],
};

/** An API Gateway event of customer 17850. */
function apiEvent({ body, headers, path }: Call): ApiEvent {
  return {
    version: '2.0',
    routeKey: 'spec',
    rawPath: '/',
    rawQueryString: '',
    headers: { 'content-type': 'application/json', ...headers },
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(path === undefined ? {} : { pathParameters: { ...path } }),
    requestContext: {
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims: { sub: '17850' }, scopes: [] } },
      requestId: 'r-1',
    } as unknown as ApiEvent['requestContext'],
  };
}

const handlers = {
  'place-order': () => import('./place-order.ts'),
  'get-order': () => import('./get-order.ts'),
  'list-orders': () => import('./list-orders.ts'),
  'cancel-order': () => import('./cancel-order.ts'),
};

/** Calls a handler that is first imported now, when its environment is set. */
async function call(
  name: keyof typeof handlers,
  request: Call,
): Promise<{ readonly status: unknown; readonly answer: unknown }> {
  const { handler } = await handlers[name]();
  const { statusCode, body } = await handler(apiEvent(request));
  return { status: statusCode, answer: JSON.parse(body ?? 'null') };
}

type Image = Record<string, AttributeValue>;

/** What the stream of the orders table would bring for an order, or for what a spec makes of it. */
async function streamEventOf(orderId: string, change = (image: Image): Image => image): Promise<DynamoDBStreamEvent> {
  const { Items = [] } = await new DynamoDBClient({}).send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `order-${orderId}` } },
    }),
  );
  const records = Items.map((image, index) => ({
    eventName: 'INSERT' as const,
    dynamodb: { NewImage: change(image), SequenceNumber: String(index) },
  }));
  return { Records: records as DynamoDBStreamEvent['Records'] };
}

/** An image with an order's total below zero, which its contract forbids. */
function withoutValue(image: Image): Image {
  const text = JSON.stringify(image).replace('"totalMinor":{"N":"1530"}', '"totalMinor":{"N":"-1"}');
  return JSON.parse(text) as Image;
}

/** An image whose event names no customer, so that no list has a place for it. */
function withoutCustomer(image: Image): Image {
  return JSON.parse(JSON.stringify(image).replace('"customerId"', '"buyer"')) as Image;
}

describe('the handlers of orders, composed from their environment', () => {
  let orderId: string;
  let parkedQueueUrl: string;

  /** What was parked since the last time; what was received once stays hidden for longer than the spec runs. */
  const parked = async (): Promise<readonly unknown[]> => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: parkedQueueUrl }));
    return Messages.map(({ Body = '' }): unknown => JSON.parse(Body));
  };

  beforeAll(async () => {
    await new EventBridgeClient({}).send(new CreateEventBusCommand({ Name: bus }));
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `parked-${crypto.randomUUID()}` }));
    parkedQueueUrl = QueueUrl;
    Object.assign(process.env, {
      SERVICE: 'orders',
      STAGE: 'spec',
      TABLE_NAME: tableName,
      ORDER_LIST_TABLE_NAME: orderList.tableName,
      EVENT_BUS_NAME: bus,
      PARKED_QUEUE_URL: parkedQueueUrl,
    });
    const placed = await call('place-order', { body: BODY, headers: { 'idempotency-key': 'key-1' } });
    orderId = (placed.answer as { readonly orderId: string }).orderId;
  });

  it('place an order once for one key', async () => {
    const again = await call('place-order', { body: BODY, headers: { 'idempotency-key': 'key-1' } });
    expect(again).toEqual({ status: 202, answer: { orderId, status: 'placed' } });
    const other = await call('place-order', {
      body: { ...BODY, country: 'FR' },
      headers: { 'idempotency-key': 'key-1' },
    });
    expect(other.status).toBe(422);
  });

  it('show the order at once, and list it once it is projected', async () => {
    expect(await call('get-order', { path: { orderId } })).toMatchObject({
      status: 200,
      answer: { orderId, totalMinor: 1_530 },
    });
    expect(await call('list-orders', {})).toMatchObject({ status: 200, answer: { items: [], asOf: null } });
    const { handler } = await import('./project-order-list.ts');
    expect(await handler(await streamEventOf(orderId))).toEqual({ batchItemFailures: [] });
    expect(await call('list-orders', {})).toMatchObject({
      status: 200,
      answer: { items: [{ orderId, status: 'placed' }] },
    });
  });

  it('list the other orders of a batch, and park the one that is no order', async () => {
    const { handler } = await import('./project-order-list.ts');
    const good = await streamEventOf(orderId);
    const poison = await streamEventOf(orderId, withoutCustomer);
    expect(await handler({ Records: [...poison.Records, ...good.Records] })).toEqual({ batchItemFailures: [] });
    expect(await parked()).toMatchObject([{ stream: `order-${orderId}`, position: 1, type: 'OrderPlaced' }]);
  });

  it('publish to the bus, and park what the bus must not get', async () => {
    const { handler } = await import('./publish-events.ts');
    expect(await handler(await streamEventOf(orderId))).toEqual({ batchItemFailures: [] });
    expect(await handler(await streamEventOf(orderId, withoutValue))).toEqual({ batchItemFailures: [] });
    expect(await parked()).toMatchObject([{ stream: `order-${orderId}`, position: 1, type: 'OrderPlaced' }]);
  });

  it('cancel the order, and show it cancelled', async () => {
    const cancelled = await call('cancel-order', { path: { orderId }, body: { reason: 'mistake' } });
    expect(cancelled).toEqual({ status: 202, answer: { orderId, status: 'cancelled' } });
    expect(await call('get-order', { path: { orderId } })).toMatchObject({
      answer: { status: 'cancelled', reason: 'mistake' },
    });
  });

  it('say which setting is missing', async () => {
    const { composeOrderList } = await import('../composition.ts');
    process.env['ORDER_LIST_TABLE_NAME'] = '';
    expect(() => composeOrderList()).toThrow(MissingSettingError);
  });
});
