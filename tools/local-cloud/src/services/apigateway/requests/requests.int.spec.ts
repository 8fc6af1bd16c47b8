import { request as httpRequest } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../core/aws-error.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { useApis } from '../api-fixture.ts';

const fixture = useApis();

const echo = (event: Json): Json => event;

const statusAndMessage = async (response: Response): Promise<readonly unknown[]> => [
  response.status,
  ((await response.json()) as { readonly message: string }).message,
];

describe('an HTTP API', () => {
  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
  it('hands a function the whole request in payload format 2.0', async () => {
    const api = await fixture.makeApi({}, { StageVariables: { colour: 'red' } });
    await fixture.addRoute(api, 'POST /orders/{orderId}/lines', { handler: echo });
    const response = await fixture.fetch(api, '/orders/a%2Fb/lines?x=1&x=2&y=%20z', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'spec', cookie: 'a=1; b=2' },
      body: '{"quantity":1}',
    });
    expect(response.headers.get('content-type')).toBe('application/json');
    const event = (await response.json()) as Json;
    const context = event['requestContext'] as Json;
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'POST /orders/{orderId}/lines',
      rawPath: '/orders/a%2Fb/lines',
      rawQueryString: 'x=1&x=2&y=%20z',
      cookies: ['a=1', 'b=2'],
      queryStringParameters: { x: '1,2', y: ' z' },
      pathParameters: { orderId: 'a/b' },
      stageVariables: { colour: 'red' },
      body: '{"quantity":1}',
      isBase64Encoded: false,
    });
    expect(event['headers']).not.toHaveProperty('cookie');
    expect(context).toMatchObject({
      accountId: fixture.cloud.accountId,
      apiId: api.ref,
      domainPrefix: api.ref,
      http: {
        method: 'POST',
        path: '/orders/a%2Fb/lines',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'spec',
      },
      routeKey: 'POST /orders/{orderId}/lines',
      stage: '$default',
    });
    expect(context['time']).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    expect(context).not.toHaveProperty('authorizer');
  });

  it('sends bodies that are no text as base64', async () => {
    const api = await fixture.makeApi();
    await fixture.addRoute(api, '$default', { handler: echo });
    const headers = { 'content-type': 'application/octet-stream' };
    const response = await fixture.fetch(api, '/', { method: 'PUT', headers, body: new Uint8Array([1, 2]) });
    expect(await response.json()).toMatchObject({ body: 'AQI=', isBase64Encoded: true, rawPath: '/' });
  });

  it.each([
    ['a text', 'hello', 200, 'application/json', 'hello'],
    ['an object without statusCode', { ok: true }, 200, 'application/json', '{"ok":true}'],
    [
      'a structured response',
      { statusCode: 201, headers: { 'X-A': 'b' }, body: 'made' },
      201,
      'text/plain; charset=utf-8',
      'made',
    ],
    ['base64', { statusCode: 200, isBase64Encoded: true, body: 'aGk=' }, 200, 'text/plain; charset=utf-8', 'hi'],
    ['a bad statusCode', { statusCode: 'x' }, 500, 'application/json', '{"message":"Internal Server Error"}'],
  ])('reads %s from a function', async (...[, result, status, type, body]) => {
    const api = await fixture.makeApi();
    await fixture.addRoute(api, 'GET /', { handler: () => result });
    const response = await fixture.fetch(api, '/');
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      status,
      type,
      body,
    ]);
  });

  it('gives each cookie of a response its own header', async () => {
    const api = await fixture.makeApi();
    await fixture.addRoute(api, 'GET /', { handler: () => ({ statusCode: 204, cookies: ['a=1', 'b=2; Secure'] }) });
    const response = await fixture.fetch(api, '/');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2; Secure']);
  });

  it('is also reached by its host name, and by the name of another stage', async () => {
    const api = await fixture.makeApi();
    await fixture.make('AWS::ApiGatewayV2::Stage', { ApiId: api.ref, StageName: 'beta', AutoDeploy: true });
    await fixture.addRoute(api, 'GET /here', { handler: (event) => event['rawPath'] });
    const byHost = await new Promise<number | undefined>((resolve) => {
      const headers = { host: `${api.ref}.execute-api.localhost:4566` };
      httpRequest(`${fixture.cloud.url}/here`, { headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(byHost).toBe(200);
    expect(await (await fixture.fetch(api, '/beta/here')).text()).toBe('/beta/here');
  });
});

describe('an HTTP API’s own answers', () => {
  it('say 404 where there is no API, stage or route', async () => {
    const api = await fixture.makeApi();
    await fixture.addRoute(api, 'GET /here', { handler: echo });
    expect(await statusAndMessage(await fixture.fetch(api, '/there'))).toEqual([404, 'Not Found']);
    expect(await statusAndMessage(await fixture.fetch(api, '/here/'))).toEqual([404, 'Not Found']);
    const nowhere = await fetch(`${fixture.cloud.url}/_apis/none/here`);
    expect(await statusAndMessage(nowhere)).toEqual([404, 'Not Found']);
  });

  it('say 500 when the function fails, is missing, or does not let this API in', async () => {
    const api = await fixture.makeApi();
    const fails = (): never => {
      throw new TypeError('broken');
    };
    await fixture.addRoute(api, 'GET /fails', { handler: fails });
    await fixture.addRoute(api, 'GET /closed', { handler: echo });
    fixture.functions.policies.set([...fixture.functions.policies.keys()].at(-1) ?? '', fixture.policyFor('other/*'));
    for (const path of ['/fails', '/closed'])
      expect(await statusAndMessage(await fixture.fetch(api, path))).toEqual([500, 'Internal Server Error']);
  });

  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  it('say 503 after 30 seconds, or when the function has no capacity', async () => {
    const api = await fixture.makeApi();
    let entered: () => void = () => undefined;
    const running = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const never = (): Promise<never> => {
      entered();
      return new Promise(() => undefined);
    };
    await fixture.addRoute(api, 'GET /slow', { handler: never });
    const slow = fixture.fetch(api, '/slow');
    await running;
    expect(fixture.cloud.pending()).toEqual([{ what: `HTTP API ${api.ref}: 1 requests` }]);
    await fixture.cloud.clock.advance(30_000);
    expect(await statusAndMessage(await slow)).toEqual([503, 'Service Unavailable']);
    const busy = (): never => {
      throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 });
    };
    await fixture.addRoute(api, 'GET /busy', { handler: busy });
    expect(await statusAndMessage(await fixture.fetch(api, '/busy'))).toEqual([503, 'Service Unavailable']);
  });

  it('say 413 for a body over 10 MB', async () => {
    const api = await fixture.makeApi();
    await fixture.addRoute(api, 'POST /', { handler: echo });
    const response = await fixture.fetch(api, '/', { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect(await statusAndMessage(response)).toEqual([413, 'Request Entity Too Large']);
  });

  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
  it('say 429 past the burst, until the bucket has filled on the cloud’s clock', async () => {
    const api = await fixture.makeApi(
      {},
      { DefaultRouteSettings: { ThrottlingBurstLimit: 2, ThrottlingRateLimit: 0.1 } },
    );
    await fixture.addRoute(api, 'GET /', { handler: () => 'ok' });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await fixture.fetch(api, '/')).status);
    expect(statuses).toEqual([200, 200, 429]);
    await fixture.cloud.clock.advance(10_000);
    expect((await fixture.fetch(api, '/')).status).toBe(200);
  });
});
