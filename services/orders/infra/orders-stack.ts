import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import {
  EventSourcedTable,
  HttpService,
  Publisher,
  ServiceStack,
  ServiceTable,
  StreamConsumer,
  type StageSettings,
} from '@tidings/infra';
import type { App } from 'aws-cdk-lib/core';
import { addConsumers } from './consumers/index.ts';

/** The orders service: the history of orders, the HTTP API over it, its publisher, and the list of a customer's orders. */
export function makeOrdersStack(app: App, stage: StageSettings, bundles: string): ServiceStack {
  const stack = new ServiceStack(app, { service: 'orders', stage, bundles });
  const orders = new EventSourcedTable(stack, 'Orders');
  const orderList = new ServiceTable(stack, 'OrderList', { stream: false });
  addRoutes(stack, orders, orderList);
  new Publisher(stack, orders, { contracts: [orderPlaced, orderCancelled] });
  new StreamConsumer(stack, 'ProjectOrderList', {
    table: orders,
    handler: 'project-order-list',
    statements: [orderList.allow('PutItem')],
    environment: { TABLE_NAME: orders.cfn.ref, ORDER_LIST_TABLE_NAME: orderList.cfn.ref },
  });
  addConsumers(stack);
  return stack;
}

function addRoutes(stack: ServiceStack, orders: EventSourcedTable, orderList: ServiceTable): void {
  const api = new HttpService(stack, 'Api');
  const environment = { TABLE_NAME: orders.cfn.ref, ORDER_LIST_TABLE_NAME: orderList.cfn.ref };
  api.route('PlaceOrder', {
    route: 'POST /orders',
    handler: 'place-order',
    statements: [orders.allow('PutItem', 'Query')],
    environment,
  });
  api.route('GetOrder', {
    route: 'GET /orders/{orderId}',
    handler: 'get-order',
    statements: [orders.allow('Query')],
    environment,
  });
  api.route('ListOrders', {
    route: 'GET /orders',
    handler: 'list-orders',
    statements: [orderList.allow('Query')],
    environment,
  });
  api.route('CancelOrder', {
    route: 'POST /orders/{orderId}/cancellation',
    handler: 'cancel-order',
    statements: [orders.allow('PutItem', 'Query')],
    environment,
  });
}
