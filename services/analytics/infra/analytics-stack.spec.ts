import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { stageSettings } from '@tidings/infra';
import {
  auditGrants,
  auditHops,
  auditKeeping,
  handlersOf,
  ofType,
  permissionsOf,
  ruleOf,
  synthesize,
  type Synthesized,
} from '@tidings/infra/testing';
import { describe, expect, it } from 'vitest';
import { makeAnalyticsStack } from './analytics-stack.ts';

function analytics(stageName: string, validate = false): Synthesized {
  return synthesize({
    make: (app, bundles) => makeAnalyticsStack(app, stageSettings(stageName), bundles),
    handlers: handlersOf(new URL('../', import.meta.url)),
    validate,
  });
}

const { template, text } = analytics('alice');

describe.each(['alice', 'prod'])('the analytics stack of stage %s', (stageName) => {
  const { template: staged } = analytics(stageName);

  it('has dead letters, an alarm and a runbook on every hop', () => {
    expect(auditHops(staged)).toEqual([]);
  });

  it('grants nothing wide', () => {
    expect(auditGrants(staged, 'analytics')).toEqual([]);
  });

  it('keeps what its stage keeps', () => {
    expect(auditKeeping(staged, stageSettings(stageName))).toEqual([]);
  });

  it('leaves nothing for cdk-nag and the template checks to say', { timeout: 60_000 }, () => {
    expect(analytics(stageName, true).findings).toEqual([]);
  });
});

describe('the analytics stack', () => {
  it('is the same text twice', { timeout: 60_000 }, () => {
    expect(analytics('alice').text).toBe(text);
  });

  it('listens to orders placed and cancelled, as their contracts spell them', () => {
    expect(ruleOf(template, 'project-sales')['EventPattern']).toEqual({
      source: orderPlaced.pattern().source,
      'detail-type': [...orderPlaced.pattern()['detail-type'], ...orderCancelled.pattern()['detail-type']],
    });
  });

  it('answers GET /sales to those who may read analytics or administer orders', () => {
    const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(([, route]) => [
      route['RouteKey'],
      route['AuthorizationType'],
      route['AuthorizationScopes'],
    ]);
    expect(routes).toEqual([['GET /sales', 'JWT', ['analytics:read', 'orders:admin']]]);
  });

  it('lets the projection write and the query read', () => {
    expect(permissionsOf(template, 'project-sales')).toEqual([
      {
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        resources: ['{ProjectSalesQueue}'],
      },
      { actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: ['{SalesTable}'] },
    ]);
    expect(permissionsOf(template, 'get-sales')).toEqual([
      { actions: ['dynamodb:Query'], resources: ['{SalesTable}'] },
    ]);
  });
});
