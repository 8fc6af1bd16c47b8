import { describe, expect, it } from 'vitest';
import { useApis } from '../api-fixture.ts';

const fixture = useApis();

describe('CORS', () => {
  const CorsConfiguration = {
    AllowOrigins: ['https://shop.example.com'],
    AllowMethods: ['GET'],
    AllowHeaders: ['authorization'],
    MaxAge: 300,
  };

  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
  it('answers a preflight without a route for it', async () => {
    const api = await fixture.makeApi({ CorsConfiguration });
    const ask = (origin: string): Promise<Response> =>
      fixture.fetch(api, '/x', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'GET' } });
    const allowed = await ask('https://shop.example.com');
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      'access-control-allow-origin': 'https://shop.example.com',
      'access-control-allow-methods': 'GET',
      'access-control-allow-headers': 'authorization',
      'access-control-max-age': '300',
    });
    expect((await ask('https://evil.example.com')).headers.has('access-control-allow-origin')).toBe(false);
  });

  it('puts the API’s headers in place of the function’s', async () => {
    const api = await fixture.makeApi({ CorsConfiguration });
    const handler = () => ({ statusCode: 200, headers: { 'access-control-allow-origin': '*' }, body: '' });
    await fixture.addRoute(api, 'GET /', { handler });
    const response = await fixture.fetch(api, '/', { headers: { origin: 'https://shop.example.com' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example.com');
    expect((await fixture.fetch(api, '/')).headers.has('access-control-allow-origin')).toBe(false);
    const foreign = await fixture.fetch(api, '/', { headers: { origin: 'https://evil.example.com' } });
    expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('the access log', () => {
  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
  it('gets a line for each request, with a dash for what has no value', async () => {
    const DestinationArn = fixture.cloud.arn('logs', 'log-group:access');
    const Format = '$context.httpMethod $context.routeKey $context.status $context.authorizer.claims.sub';
    const api = await fixture.makeApi({}, { AccessLogSettings: { DestinationArn, Format } });
    await fixture.addRoute(api, 'GET /', { handler: () => 'ok' });
    await fixture.fetch(api, '/');
    await expect.poll(() => fixture.functions.logged).toMatchObject([{ message: 'GET GET / 200 -' }]);
  });
});
