import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { makeDynamoEventStore } from '@tidings/event-store';
import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { type HttpHandler, httpHandler, type HttpRequest, type HttpResponse } from '@tidings/http-api';
import {
  childTraceparent,
  makeLogger,
  makeParkQueue,
  makePublisher,
  makePutEvents,
  type ParkPort,
  type ProjectionOptions,
  settingsIn,
  type TableStreamHandler,
} from '@tidings/messaging';
import { makeOrderListTable } from './adapters/dynamodb/order-list-table.ts';
import { errorProblem } from './adapters/http/error-problem.ts';
import type { OrderList } from './application/order-list.ts';
import type { OrderStore } from './application/order-store.ts';
import type { OrderEvent } from './domain/order.ts';

/** What the function's stack has set. */
const setting = settingsIn(process.env);

/** What the service tells others, and so what its history keeps. */
const CONTRACTS = [orderPlaced, orderCancelled];

/** The clock of the outermost edge. */
export function now(): Date {
  return new Date();
}

/** Makes a route's handler, with this service's logger and errors. */
export function composeHttp(answer: (request: HttpRequest) => Promise<HttpResponse>): HttpHandler {
  return httpHandler(answer, {
    log: makeLogger(setting('SERVICE')),
    newCorrelationId: randomUUID,
    childTraceparent,
    problemFor: errorProblem,
  });
}

/** The history of orders, in the service's table. */
export function composeOrderStore(): OrderStore {
  return makeDynamoEventStore<OrderEvent>({ client: documentClient(), tableName: setting('TABLE_NAME') });
}

/** The list of orders, in its own table. */
export function composeOrderList(): OrderList {
  return makeOrderListTable({ client: documentClient(), tableName: setting('ORDER_LIST_TABLE_NAME') });
}

/** The way of this service's public events to the bus. */
export function composePublisher(): TableStreamHandler {
  return makePublisher({
    service: setting('SERVICE'),
    events: makePutEvents(new EventBridgeClient({})),
    park: parkQueue(),
    contracts: CONTRACTS,
    busName: setting('EVENT_BUS_NAME'),
  });
}

/** What a projection of the service's own history needs beside its view. */
export function composeProjection(): ProjectionOptions {
  return { service: setting('SERVICE'), park: parkQueue(), contracts: CONTRACTS };
}

function parkQueue(): ParkPort {
  return makeParkQueue({ client: new SQSClient({}), queueUrl: setting('PARKED_QUEUE_URL') });
}

function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}));
}
