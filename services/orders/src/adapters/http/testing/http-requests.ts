import type { HttpRequest } from '@tidings/http-api';

/** A body of `POST /orders` that is right. */
export const ORDER_BODY: Readonly<Record<string, unknown>> = {
  contact: { email: 'customer-17850@example.com', name: 'Customer 17850' },
  country: 'GB',
  currency: 'GBP',
  lines: [{ sku: '85123A', description: 'White lantern', quantity: 6, unitPriceMinor: 255 }],
};

interface RequestChanges {
  readonly subject?: string;
  readonly scopes?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A request of customer 17850 with a JSON body; a text as body is sent as it is. */
export function httpRequest({ subject = '17850', scopes = [], ...changes }: RequestChanges = {}): HttpRequest {
  const { headers = {}, path = {}, query = {}, body } = changes;
  return {
    caller: { subject, clientId: 'web', scopes: new Set(scopes) },
    requestId: 'r-1',
    correlationId: 'c-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    headers: { 'content-type': 'application/json', ...headers },
    path,
    query,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
  };
}
