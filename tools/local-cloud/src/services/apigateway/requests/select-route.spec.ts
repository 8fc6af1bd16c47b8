import { describe, expect, it } from 'vitest';
import type { HttpApi, RouteSettings } from '../model.ts';
import { selectRoute } from './select-route.ts';

const apiWith = (...routeKeys: readonly string[]): HttpApi => ({
  id: 'api',
  createdAt: 0,
  settings: { Name: 'api', ProtocolType: 'HTTP' },
  integrations: new Map(),
  authorizers: new Map(),
  routes: new Map(routeKeys.map((RouteKey): [string, RouteSettings] => [RouteKey, { RouteKey }])),
  stages: new Map(),
});

const KEYS = [
  '$default',
  'ANY /{proxy+}',
  'GET /pets/{proxy+}',
  'GET /pets/dog/{id}',
  'ANY /pets/dog/1',
  'GET /pets/dog/1',
  'GET /a.b/{first}/x/{second}',
];

describe('selectRoute', () => {
  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1', {}],
    ['POST', '/pets/dog/1', 'ANY /pets/dog/1', {}],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}', { id: '2' }],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}', { proxy: 'cat/1' }],
    ['POST', '/test/5', 'ANY /{proxy+}', { proxy: 'test/5' }],
    ['GET', '/', '$default', {}],
    ['GET', '/a.b/1/x/%2F', 'GET /a.b/{first}/x/{second}', { first: '1', second: '/' }],
    ['GET', '/aXb/1/x/2', 'ANY /{proxy+}', { proxy: 'aXb/1/x/2' }],
  ])('answers %s %s with the most specific route', (...[method, path, routeKey, pathParameters]) => {
    const selected = selectRoute(apiWith(...KEYS), method, path);
    expect([selected?.route.RouteKey, selected?.pathParameters]).toEqual([routeKey, pathParameters]);
  });

  it('finds nothing for a method or path without a route', () => {
    const api = apiWith('GET /orders', 'GET /orders/{orderId}');
    expect(selectRoute(api, 'POST', '/orders')).toBeUndefined();
    expect(selectRoute(api, 'GET', '/orders/')).toBeUndefined();
    expect(selectRoute(api, 'GET', '/orders/1/2')).toBeUndefined();
  });
});
