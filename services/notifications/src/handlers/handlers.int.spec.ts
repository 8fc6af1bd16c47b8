import { randomUUID } from 'node:crypto';
import { CreateConfigurationSetCommand, SESClient, VerifyEmailIdentityCommand } from '@aws-sdk/client-ses';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { makeTestTable } from '@tidings/event-store/testing';
import { type OrderCancelledV1, orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import type { QueueHandler } from '@tidings/messaging';
import { describe, expect, inject, it } from 'vitest';
import { makeDynamoClaimStore } from '../adapters/dynamodb/claim-store.ts';
import { emailIdOf } from '../application/order-mails.ts';
import type { MailTemplate } from '../domain/claim.ts';

const MAIL_FROM = 'shop@example.com';
const table = await makeTestTable();
const handlers = await deploy();

/** What the stack does for these functions: identity, configuration set, queue and environment. */
async function deploy(): Promise<Readonly<Record<'placed' | 'cancelled' | 'mailSent', QueueHandler>>> {
  const ConfigurationSetName = `set-${randomUUID()}`;
  const ses = new SESClient();
  await ses.send(new VerifyEmailIdentityCommand({ EmailAddress: MAIL_FROM }));
  await ses.send(new CreateConfigurationSetCommand({ ConfigurationSet: { Name: ConfigurationSetName } }));
  const queue = await new SQSClient().send(new CreateQueueCommand({ QueueName: `parked-${randomUUID()}` }));
  Object.assign(process.env, {
    SERVICE: 'notifications',
    TABLE_NAME: table.tableName,
    CONFIGURATION_SET: ConfigurationSetName,
    PARKED_QUEUE_URL: queue.QueueUrl,
    MAIL_FROM,
  });
  const { handler: placed } = await import('./on-order-placed.ts');
  const { handler: cancelled } = await import('./on-order-cancelled.ts');
  const { handler: mailSent } = await import('./on-mail-sent.ts');
  return { placed, cancelled, mailSent };
}

interface OrderEvent {
  readonly orderId: string;
  readonly eventId: string;
  readonly email: string;
  /** The whole event as a queue's message. */
  readonly body: string;
}

function orderEvent(contract: typeof orderPlaced | typeof orderCancelled, extra: object = {}): OrderEvent {
  const orderId = randomUUID();
  const email = `customer-${orderId}@example.com`;
  const at = '2026-01-05T12:00:00.000Z';
  const data: OrderCancelledV1 = {
    orderId,
    customerId: '17850',
    contact: { email, name: 'Ada Moss' },
    country: 'GB',
    currency: 'GBP',
    lines: [{ sku: 'MUG-07', description: 'Enamel mug, blue', quantity: 2, unitPriceMinor: 425 }],
    totalMinor: 850,
    placedAt: at,
    reason: 'Ordered twice',
    cancelledAt: at,
  };
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const eventId = `order-${orderId}/1`;
  const trace = { correlationId: 'c-1', causationId: 'r-1', traceparent, hops: 0 };
  const detail = { id: eventId, type: contract.type, version: 1, occurredAt: at, ...trace, data };
  const body = JSON.stringify({ source: contract.source, 'detail-type': contract.type, detail, ...extra });
  return { orderId, eventId, email, body };
}

function batch(...bodies: readonly string[]): Parameters<QueueHandler>[0] {
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  };
  const rest = { receiptHandle: '', messageAttributes: {}, md5OfBody: '', eventSource: '', eventSourceARN: '' };
  return {
    Records: bodies.map((body) => ({ ...rest, awsRegion: '', attributes, messageId: randomUUID(), body })),
  };
}

async function mailsTo(email: string): Promise<readonly { readonly subject: string }[]> {
  const answer = await fetch(`${inject('awsEndpoint')}/_tidings/mailbox?to=${encodeURIComponent(email)}`);
  const { messages } = (await answer.json()) as { readonly messages: readonly { readonly subject: string }[] };
  return messages;
}

async function published({ eventId, email }: OrderEvent, template: MailTemplate): Promise<readonly unknown[]> {
  const query = new QueryCommand({
    TableName: table.tableName,
    KeyConditionExpression: 'pk = :stream',
    ExpressionAttributeValues: { ':stream': `email-${emailIdOf(eventId, email, template)}` },
  });
  return (await table.client.send(query)).Items ?? [];
}

describe('OrderPlaced', () => {
  it('becomes one confirmation and one EmailSent, however often it is delivered', async () => {
    const event = orderEvent(orderPlaced);
    const { batchItemFailures } = await handlers.placed(batch(event.body, event.body, event.body));
    expect(batchItemFailures.length).toBeLessThanOrEqual(2);
    expect(await handlers.placed(batch(event.body))).toEqual({ batchItemFailures: [] });
    expect(await mailsTo(event.email)).toMatchObject([{ subject: 'Your order of 5 January 2026 is confirmed' }]);
    expect(await published(event, 'order-confirmation')).toMatchObject([
      { kind: 'commit', correlationId: 'c-1', causationId: event.eventId, hops: 1, events: [{ type: 'EmailSent' }] },
    ]);
  });

  it('sends nothing when the archive sends it again', async () => {
    const event = orderEvent(orderPlaced, { 'replay-name': 'january' });
    expect(await handlers.placed(batch(event.body))).toEqual({ batchItemFailures: [] });
    expect(await mailsTo(event.email)).toEqual([]);
  });
});

describe('OrderCancelled', () => {
  it('becomes one cancellation', async () => {
    const event = orderEvent(orderCancelled);
    expect(await handlers.cancelled(batch(event.body))).toEqual({ batchItemFailures: [] });
    expect(await mailsTo(event.email)).toMatchObject([{ subject: 'Your order of 5 January 2026 is cancelled' }]);
    expect(await published(event, 'order-cancellation')).toHaveLength(1);
  });
});

describe('Email Sent, from SES', () => {
  it('settles a claim whose answer was lost, and publishes once', async () => {
    const { orderId, eventId, email } = orderEvent(orderPlaced);
    const template = 'order-confirmation';
    const emailId = emailIdOf(eventId, email, template);
    const at = '2026-01-05T12:00:00.000Z';
    const context = { occurredAt: at, correlationId: 'c-1', causationId: eventId, traceparent: 't', hops: 1 };
    const mail = { emailId, template, email, orderId, causeEventId: eventId } as const;
    const after = { status: 'claimed', mail, attempt: 'a', claimedAt: at } as const;
    await makeDynamoClaimStore(table).replace({ emailId, before: { status: 'none' }, after, context });

    const tags = { 'ses:configuration-set': ['set'], claim: [emailId] };
    const feedback = JSON.stringify({ detail: { mail: { timestamp: at, messageId: 'm-1', tags } } });
    expect(await handlers.mailSent(batch(feedback, feedback))).toEqual({ batchItemFailures: [] });
    expect(await published({ orderId, eventId, email, body: '' }, template)).toHaveLength(1);
  });

  it('goes back to the queue when it is about a mail nobody claimed', async () => {
    const tags = { claim: ['0'.repeat(64)] };
    const feedback = JSON.stringify({ detail: { mail: { timestamp: '2026-01-05T12:00:00Z', messageId: 'm', tags } } });
    expect((await handlers.mailSent(batch(feedback))).batchItemFailures).toHaveLength(1);
  });
});
