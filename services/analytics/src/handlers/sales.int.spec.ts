import { makeTestTable } from '@tidings/event-store/testing';
import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { toEntry } from '@tidings/events';
import type { APIGatewayProxyEventV2WithJWTAuthorizer, SQSEvent, SQSRecord } from 'aws-lambda';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import type { SalesEvent } from '../domain/sales.ts';
import { cancelled, placed } from '../domain/testing/sales-events.ts';

/** Loads both handlers as Lambda would: with the variables that the stack sets. */
async function deployed(): Promise<{
  readonly deliver: (...bodies: readonly string[]) => Promise<readonly string[]>;
  readonly get: (query: Readonly<Record<string, string>>) => Promise<unknown>;
}> {
  const { tableName } = await makeTestTable();
  const settings = { SERVICE: 'analytics', SALES_TABLE_NAME: tableName, AWS_ENDPOINT_URL: inject('awsEndpoint') };
  Object.assign(process.env, settings);
  const { handler: projectSales } = await import('./project-sales.ts');
  const { handler: getSales } = await import('./get-sales.ts');
  return {
    deliver: async (...bodies) => {
      const { batchItemFailures } = await projectSales({ Records: bodies.map(recordOf) } as SQSEvent);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },
    get: async (query) => JSON.parse((await getSales(requestFor(query))).body ?? '') as unknown,
  };
}

function recordOf(
  body: string,
  index: number,
): Pick<SQSRecord, 'messageId' | 'body'> & { readonly attributes: object } {
  return { messageId: `message-${index}`, body, attributes: { ApproximateReceiveCount: '1' } };
}

function requestFor(query: Readonly<Record<string, string>>): APIGatewayProxyEventV2WithJWTAuthorizer {
  const authorizer = { jwt: { claims: { sub: 'operator', scope: 'analytics:read' } } };
  const event: unknown = {
    routeKey: 'GET /sales',
    headers: {},
    queryStringParameters: query,
    requestContext: { requestId: 'request-1', authorizer },
    isBase64Encoded: false,
  };
  return event as APIGatewayProxyEventV2WithJWTAuthorizer;
}

/** The body of the queue's message, as the bus writes it. */
function bodyOf({ id, type, data }: SalesEvent): string {
  const context = { occurredAt: data.placedAt, correlationId: 'c-1', causationId: 'r-1', hops: 0 };
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const contract = type === 'OrderPlaced' ? orderPlaced : orderCancelled;
  const entry = toEntry(contract, { id, type, version: 1, data, traceparent, ...context }, { busName: 'bus' });
  return JSON.stringify({ source: entry.Source, 'detail-type': entry.DetailType, detail: JSON.parse(entry.Detail) });
}

describe('analytics', () => {
  afterEach(() => vi.restoreAllMocks());

  it('answers what events brought, twice and out of order, and gives back only the message it cannot read', async () => {
    const log = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const { deliver, get } = await deployed();
    const events = [cancelled('a'), placed('b', { country: 'FR' }), placed('c'), placed('a')].map(bodyOf);
    expect(await deliver(...events)).toEqual([]);
    expect(await deliver('{"no":"event"}', ...events)).toEqual(['message-0']);
    expect(await get({ by: 'country' })).toEqual({
      rows: [
        { key: 'FR', orders: 1, units: 1, totalMinor: { GBP: 425 } },
        { key: 'GB', orders: 1, units: 1, totalMinor: { GBP: 425 } },
      ],
      next: null,
      asOf: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as unknown,
    });
    expect(log.mock.calls.filter(([line]) => String(line).includes('"correlationId":"c-1"'))).toHaveLength(8);
    expect(await get({ by: 'week' })).toMatchObject({ status: 400, errors: [{ field: 'by' }] });
  });
});
