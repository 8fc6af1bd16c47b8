import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { Consumer, HttpService, ServiceStack, ServiceTable, type StageSettings } from '@tidings/infra';
import type { App } from 'aws-cdk-lib/core';
import { addConsumers } from './consumers/index.ts';

/** The analytics service: sales views kept up by events, and the HTTP API over them. */
export function makeAnalyticsStack(app: App, stage: StageSettings, bundles: string): ServiceStack {
  const stack = new ServiceStack(app, { service: 'analytics', stage, bundles });
  const sales = new ServiceTable(stack, 'Sales', { stream: false });
  const environment = { TABLE_NAME: sales.cfn.ref, SALES_TABLE_NAME: sales.cfn.ref };
  new Consumer(stack, 'ProjectSales', {
    handler: 'project-sales',
    events: [orderPlaced.pattern(), orderCancelled.pattern()],
    statements: [sales.allow('PutItem', 'UpdateItem')],
    environment,
  });
  new HttpService(stack, 'Api').route('GetSales', {
    route: 'GET /sales',
    handler: 'get-sales',
    scopes: ['analytics:read', 'orders:admin'],
    statements: [sales.allow('Query')],
    environment,
  });
  addConsumers(stack);
  return stack;
}
