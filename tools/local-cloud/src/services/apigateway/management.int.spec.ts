import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/aws-error.ts';
import { useApis } from './api-fixture.ts';

const fixture = useApis();

async function ask(
  method: string,
  path: string,
  body?: Json,
): Promise<{ readonly status: number; readonly body: Json }> {
  const response = await fetch(`${fixture.cloud.url}/v2${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
}

describe('API Gateway’s own API', () => {
  // docs.aws.amazon.com/apigatewayv2/latest/api-reference/operations.html
  it('makes, tells, lists and deletes an API and what belongs to it', async () => {
    const made = await ask('POST', '/apis', { name: 'cli', protocolType: 'HTTP', tags: { Team: 'Shop' } });
    expect(made.status).toBe(201);
    const id = String(made.body['apiId']);
    expect(made.body).toMatchObject({
      name: 'cli',
      apiEndpoint: `${fixture.cloud.url}/_apis/${id}`,
      tags: { Team: 'Shop' },
    });
    const integration = { integrationType: 'AWS_PROXY', integrationUri: 'arn:f', payloadFormatVersion: '2.0' };
    const { body: target } = await ask('POST', `/apis/${id}/integrations`, integration);
    const jwtConfiguration = { issuer: 'https://issuer.example.com', audience: ['a'] };
    const authorizer = {
      name: 'token',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration,
    };
    const { body: guard } = await ask('POST', `/apis/${id}/authorizers`, authorizer);
    expect(guard).toMatchObject(authorizer);
    const route = {
      routeKey: 'GET /x',
      target: `integrations/${String(target['integrationId'])}`,
      authorizationType: 'JWT',
      authorizerId: guard['authorizerId'],
    };
    expect((await ask('POST', `/apis/${id}/routes`, route)).body).toMatchObject(route);
    expect((await ask('POST', `/apis/${id}/routes`, route)).status).toBe(409);
    await ask('POST', `/apis/${id}/stages`, { stageName: '$default', autoDeploy: true });
    expect((await ask('GET', '/apis')).body['items']).toMatchObject([{ apiId: id }]);
    expect((await ask('GET', `/apis/${id}/stages/$default`)).body).toMatchObject({
      stageName: '$default',
      autoDeploy: true,
    });
    const stage = await ask('PATCH', `/apis/${id}/stages/$default`, { description: 'changed' });
    expect(stage.body).toEqual({ stageName: '$default', autoDeploy: true, description: 'changed' });
    const renamed = await ask('PATCH', `/apis/${id}`, { name: 'renamed' });
    expect(renamed.body).toMatchObject({ name: 'renamed', tags: { Team: 'Shop' } });
    expect((await ask('PATCH', `/apis/${id}/stages/$default`, { autoDeploy: false })).status).toBe(501);
    for (const collection of ['integrations', 'authorizers', 'routes', 'stages'])
      expect((await ask('GET', `/apis/${id}/${collection}`)).body['items']).toHaveLength(1);
    expect((await ask('DELETE', `/apis/${id}`)).status).toBe(204);
    expect(await ask('GET', `/apis/${id}`)).toMatchObject({ status: 404 });
  });

  it.each([
    ['a protocol other than HTTP', { name: 'a', protocolType: 'WEBSOCKET' }, 501],
    ['an unknown setting', { name: 'a', protocolType: 'HTTP', routeSelectionExpression: 'x' }, 501],
    ['a list that is none', { name: 'a', protocolType: 'HTTP', corsConfiguration: { allowOrigins: 'x' } }, 400],
    ['no name', { protocolType: 'HTTP' }, 400],
  ])('refuses %s', async (...[, settings, status]) => {
    expect((await ask('POST', '/apis', settings)).status).toBe(status);
  });

  it('refuses a route to an integration that is not there', async () => {
    const { body } = await ask('POST', '/apis', { name: 'b', protocolType: 'HTTP' });
    const refused = await ask('POST', `/apis/${String(body['apiId'])}/routes`, {
      routeKey: 'GET /',
      target: 'integrations/x',
    });
    expect(refused.status).toBe(404);
  });
});
