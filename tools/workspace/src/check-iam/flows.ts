import type { Fault } from '@tidings/local-cloud';
import type { Examined } from './system.ts';

/** Something that users or faults cause, which needs certain permissions. */
export type Flow = (system: Examined) => Promise<void>;

const TABLE = 'AWS::DynamoDB::Table';

async function request(system: Examined, path: string, body?: unknown): Promise<Readonly<Record<string, unknown>>> {
  const { orders, analytics, token } = system.endpoints;
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': 'examined',
  };
  const url = `${path.startsWith('/sales') ? analytics : orders}${path}`;
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Readonly<Record<string, unknown>>;
}

const ORDER = {
  customerId: 'ada',
  contact: { email: 'ada@example.com', name: 'Ada' },
  country: 'GB',
  currency: 'GBP',
  lines: [{ sku: '71053', description: 'White metal lantern', quantity: 6, unitPriceMinor: 339 }],
};

const place = (system: Examined): ReturnType<typeof request> => request(system, '/orders', ORDER);

const placeAnOrder: Flow = async (system) => {
  await place(system);
};

/** The second time the order is there, and its history is read. */
const placeTwice: Flow = async (system) => {
  await place(system);
  await place(system);
};

const readAnOrder: Flow = async (system) => {
  const { orderId } = await place(system);
  await request(system, `/orders/${String(orderId)}`);
};

const cancelAnOrder: Flow = async (system) => {
  const { orderId } = await place(system);
  await request(system, `/orders/${String(orderId)}/cancellation`, { reason: 'changed my mind' });
};

const listOrders: Flow = async (system) => {
  await request(system, '/orders?customerId=ada');
};

const readSales: Flow = async (system) => {
  await request(system, '/sales?by=day');
};

/** After the fault has struck, a cancelled order: both mail consumers meet it. */
const cancelUnder =
  (...faults: readonly Fault[]): Flow =>
  async (system) => {
    for (const fault of faults) system.cloud.faults.add(fault);
    await cancelAnOrder(system);
  };

const ALWAYS = 1_000_000;

/** A mapping gives records up when they are this old: see the stream mappings of the templates. In milliseconds. */
const MAX_RECORD_AGE_MS = 6 * 60 * 60 * 1_000;

/** How far the clock is moved at a time, so that each retry gets its turn, in milliseconds. */
const STRIDE_MS = 20 * 60 * 1_000;

/** How long to wait for running work before looking again, in milliseconds, and how often. */
const REST_MS = 250;
const MAX_RESTS = 80;

/** Lets running work end, so that a stride times nothing out that is slow only because the machine is. */
async function rest({ cloud }: Examined): Promise<void> {
  for (let rests = 0; rests < MAX_RESTS; rests += 1) {
    if (await cloud.settled(REST_MS)) return;
    const now = cloud.clock.now();
    if (cloud.pending().every(({ dueAt }) => dueAt !== undefined && dueAt > now)) return;
  }
}

/** A cancelled order whose stream records a function fails to handle until they are too old. */
const cancelUntilGivenUp =
  (fault: Fault): Flow =>
  async (system) => {
    await cancelUnder(fault)(system);
    for (let passed = 0; passed <= MAX_RECORD_AGE_MS; passed += STRIDE_MS) {
      await rest(system);
      await system.cloud.clock.advance(STRIDE_MS);
    }
  };

const publisherDies = (service: string): Fault => ({
  kind: 'crash',
  service: 'events',
  operation: 'PutEvents',
  target: `${service}-PublishEvents`,
  times: ALWAYS,
});

/** An event in the table that breaks its contract: the publisher cannot publish it, now or later. */
const publishNonsense =
  (service: string, table: string, event: string): Flow =>
  async (system) => {
    const text = (value: string): { readonly S: string } => ({ S: value });
    const stored = { M: { type: text(event), version: { N: '1' }, data: { M: {} } } };
    const item = {
      pk: text('order-nonsense'),
      sk: text('0000000001'),
      kind: text('commit'),
      position: { N: '1' },
      events: { L: [stored] },
      occurredAt: text('2026-01-01T00:00:00.000Z'),
      correlationId: text('nonsense'),
      causationId: text('nonsense'),
      traceparent: text('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'),
      hops: { N: '0' },
    };
    await system.aws('dynamodb', 'PutItem', { TableName: system.physicalId(service, table, TABLE), Item: item });
  };

/** The flows by name, as `npm run check:iam` prints them. */
export type FlowName =
  | 'place an order'
  | 'place an order twice'
  | 'read an order'
  | 'cancel an order'
  | 'list orders'
  | 'read sales'
  | 'the order list cannot be projected'
  | 'the publisher of orders always dies'
  | 'the publisher of notifications always dies'
  | 'orders stores an event that breaks its contract'
  | 'notifications stores an event that breaks its contract'
  | 'the mailer dies between claim and mail'
  | 'the answer of SES is lost'
  | 'SES throttles';

export const FLOWS: Readonly<Record<FlowName, Flow>> = {
  'place an order': placeAnOrder,
  'place an order twice': placeTwice,
  'read an order': readAnOrder,
  'cancel an order': cancelAnOrder,
  'list orders': listOrders,
  'read sales': readSales,
  'the order list cannot be projected': cancelUntilGivenUp({
    kind: 'crash',
    target: 'ProjectOrderList',
    times: ALWAYS,
  }),
  'the publisher of orders always dies': cancelUntilGivenUp(publisherDies('orders')),
  'the publisher of notifications always dies': cancelUntilGivenUp(publisherDies('notifications')),
  'orders stores an event that breaks its contract': publishNonsense('orders', 'Orders', 'OrderPlaced'),
  'notifications stores an event that breaks its contract': publishNonsense('notifications', 'Claims', 'EmailSent'),
  'the mailer dies between claim and mail': cancelUnder({
    kind: 'crash',
    service: 'ses',
    operation: 'SendRawEmail',
    times: 2,
  }),
  'the answer of SES is lost': cancelUnder({
    kind: 'lose-answer',
    service: 'ses',
    operation: 'SendRawEmail',
    times: 2,
  }),
  // Three calls for each of the two mails.
  'SES throttles': cancelUnder({ kind: 'throttle', service: 'ses', operation: 'SendRawEmail', times: 6 }),
};
