import { stageSettings } from '@tidings/infra';
import {
  auditGrants,
  auditHops,
  auditKeeping,
  handlersOf,
  ofType,
  permissionsOf,
  synthesize,
  type Synthesized,
} from '@tidings/infra/testing';
import { describe, expect, it } from 'vitest';
import { makeOrdersStack } from './orders-stack.ts';

function orders(stageName: string, validate = false): Synthesized {
  return synthesize({
    make: (app, bundles) => makeOrdersStack(app, stageSettings(stageName), bundles),
    handlers: handlersOf(new URL('../', import.meta.url)),
    validate,
  });
}

const { template, text } = orders('alice');

describe.each(['alice', 'prod'])('the orders stack of stage %s', (stageName) => {
  const { template: staged } = orders(stageName);

  it('has dead letters, an alarm and a runbook on every hop', () => {
    expect(auditHops(staged)).toEqual([]);
  });

  it('grants nothing wide', () => {
    expect(auditGrants(staged, 'orders')).toEqual([]);
  });

  it('keeps what its stage keeps', () => {
    expect(auditKeeping(staged, stageSettings(stageName))).toEqual([]);
  });

  it('leaves nothing for cdk-nag and the template checks to say', { timeout: 60_000 }, () => {
    expect(orders(stageName, true).findings).toEqual([]);
  });
});

describe('the orders stack', () => {
  it('is the same text twice', { timeout: 60_000 }, () => {
    expect(orders('alice').text).toBe(text);
  });

  it('has the four routes, each asking for a token', () => {
    const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(([, { RouteKey, AuthorizationType }]) => [
      RouteKey,
      AuthorizationType,
    ]);
    expect(routes).toEqual([
      ['POST /orders', 'JWT'],
      ['GET /orders/{orderId}', 'JWT'],
      ['GET /orders', 'JWT'],
      ['POST /orders/{orderId}/cancellation', 'JWT'],
    ]);
  });

  it.each(['place-order', 'cancel-order'])('lets %s read and append to streams', (handler) => {
    expect(permissionsOf(template, handler)).toEqual([
      { actions: ['dynamodb:PutItem', 'dynamodb:Query'], resources: ['{OrdersTable}'] },
    ]);
  });

  it('lets the readers read, each its own table', () => {
    expect(permissionsOf(template, 'get-order')).toEqual([
      { actions: ['dynamodb:Query'], resources: ['{OrdersTable}'] },
    ]);
    expect(permissionsOf(template, 'list-orders')).toEqual([
      { actions: ['dynamodb:Query'], resources: ['{OrderListTable}'] },
    ]);
  });

  it('lets the projection follow the orders and write the list', () => {
    expect(permissionsOf(template, 'project-order-list')).toEqual([
      {
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: ['{OrdersTable}'],
      },
      { actions: ['sqs:SendMessage'], resources: ['{ProjectOrderListFailures}'] },
      { actions: ['dynamodb:PutItem'], resources: ['{OrderListTable}'] },
    ]);
  });
});
