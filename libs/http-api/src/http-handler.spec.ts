import { describe, expect, it } from 'vitest';
import { httpHandler, type HttpOptions, type HttpRequest } from './http-handler.ts';
import { jsonResponse } from './problem.ts';
import { apiEvent } from './testing/api-events.ts';

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

class BusyError extends Error {
  override readonly name = 'BusyError';
}

function makeHandler(answer: (request: HttpRequest) => void = () => undefined) {
  const seen: HttpRequest[] = [];
  const lines: Readonly<Record<string, unknown>>[] = [];
  const log = (message: string, fields: object): void => void lines.push({ message, ...fields });
  const options: HttpOptions = {
    log: { info: log, error: log },
    newCorrelationId: () => 'new-correlation',
    childTraceparent: (parent) => `child of ${parent ?? 'nobody'}`,
    problemFor: (error) => (error instanceof BusyError ? { status: 409, kind: 'busy', title: 'Busy' } : undefined),
  };
  const handler = httpHandler(async (request) => {
    seen.push(request);
    answer(request);
    return jsonResponse(200, { done: true });
  }, options);
  return { handler, seen, lines };
}

describe('an HTTP handler', () => {
  it('hands over the request with its caller', async () => {
    const { handler, seen } = makeHandler();
    const claims = { sub: '17850', client_id: 'web', scope: 'openid orders:admin' };
    expect(await handler(apiEvent({ claims, body: '{}' }))).toMatchObject({ statusCode: 200, body: '{"done":true}' });
    expect(seen).toMatchObject([{ requestId: 'r-1', body: '{}', path: {}, query: {} }]);
    expect(seen[0]?.caller).toEqual({
      subject: '17850',
      clientId: 'web',
      scopes: new Set(['openid', 'orders:admin']),
    });
  });

  it('hands over what is in path and query', async () => {
    const { handler, seen } = makeHandler();
    const [path, query] = [{ orderId: 'o-1' }, { limit: '2' }];
    await handler({ ...apiEvent(), pathParameters: path, queryStringParameters: query });
    expect(seen).toMatchObject([{ path, query }]);
  });

  it.each([
    ['a text in scope', { scope: 'openid orders:admin' }],
    ['a list in scope', { scope: '[openid orders:admin]' }],
    ['a list in scp', { scp: '[openid orders:admin]' }],
    ['one in scp', { scp: 'orders:admin' }],
  ])('finds the scopes of a token that has %s', async (_, claims) => {
    const { handler, seen } = makeHandler();
    await handler(apiEvent({ claims: { sub: '17850', ...claims } }));
    expect(seen[0]?.caller.scopes).toContain('orders:admin');
  });

  it.each([
    ['none', {}],
    ['one in other brackets', { scope: '(orders:admin)' }],
    ['a longer one', { scope: 'orders:administrator' }],
    ['an empty scope, which counts before scp', { scope: '', scp: 'orders:admin' }],
  ])('finds no scope of another name in a token that has %s', async (_, claims) => {
    const { handler, seen } = makeHandler();
    await handler(apiEvent({ claims: { sub: '17850', ...claims } }));
    expect(seen[0]?.caller.scopes).not.toContain('orders:admin');
  });

  it.each([
    ['no subject', {}],
    ['an empty subject', { sub: '' }],
    ['a subject that is no text', { sub: 7 }],
    ['a subject too long for a key', { sub: 'x'.repeat(129) }],
  ])('answers 401 to a token with %s', async (_, claims) => {
    const { handler, seen } = makeHandler();
    expect(await handler(apiEvent({ claims }))).toMatchObject({ statusCode: 401 });
    expect(seen).toEqual([]);
  });

  it('goes on under the correlation id and in the trace of the caller', async () => {
    const { handler, seen } = makeHandler();
    const response = await handler(apiEvent({ headers: { 'x-correlation-id': 'mine:1', traceparent: TRACE } }));
    expect(seen[0]).toMatchObject({ correlationId: 'mine:1', traceparent: `child of ${TRACE}` });
    expect(response.headers).toMatchObject({ 'x-correlation-id': 'mine:1' });
  });

  it.each(['', 'with space', 'x'.repeat(129), 'new\nline', '<script>'])(
    'replaces the correlation id "%s"',
    async (id) => {
      const { handler, seen } = makeHandler();
      await handler(apiEvent({ headers: { 'x-correlation-id': id } }));
      expect(seen[0]?.correlationId).toBe('new-correlation');
    },
  );

  it('says no more of an unexpected error than that there was one, and logs it', async () => {
    const error = new TypeError('secret');
    const { handler, lines } = makeHandler(() => {
      throw error;
    });
    const response = await handler(apiEvent());
    expect(response).toMatchObject({ statusCode: 500, headers: { 'x-correlation-id': 'new-correlation' } });
    expect(response.body).not.toContain('secret');
    expect(lines[0]).toMatchObject({ message: 'Request failed', error, correlationId: 'new-correlation' });
  });

  it('answers an error that says something with what it says', async () => {
    const { handler } = makeHandler(() => {
      throw new BusyError();
    });
    expect(await handler(apiEvent())).toMatchObject({ statusCode: 409 });
  });

  it('logs what it has answered', async () => {
    const { handler, lines } = makeHandler();
    await handler(apiEvent(), { functionName: 'place-order' });
    expect(lines).toEqual([
      {
        message: 'Request answered',
        requestId: 'r-1',
        correlationId: 'new-correlation',
        traceparent: 'child of nobody',
        functionName: 'place-order',
        route: 'POST /orders',
        status: 200,
      },
    ]);
  });
});
