import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type HttpHandler, httpHandler, type HttpRequest, type HttpResponse } from '@tidings/http-api';
import { childTraceparent, makeInbox, makeLogger, settingsIn } from '@tidings/messaging';
import { makeSalesRecorder, makeSalesTable } from './adapters/dynamodb/sales-table.ts';
import type { SalesViews } from './application/sales-views.ts';

/** What the function's stack has set. */
const setting = settingsIn(process.env);

/** Whoever has marks in the inbox; under another name every event would be applied again. */
const CONSUMER = 'project-sales';

/** Name of the service: who consumes, in its log lines. */
export function serviceName(): string {
  return setting('SERVICE');
}

/** The clock of the outermost edge. */
export function now(): Date {
  return new Date();
}

/** Makes a route's handler, with this service's logger. */
export function composeHttp(answer: (request: HttpRequest) => Promise<HttpResponse>): HttpHandler {
  return httpHandler(answer, { log: makeLogger(serviceName()), newCorrelationId: randomUUID, childTraceparent });
}

/** Where sales are added to, once in effect an event. */
export function composeSalesRecorder(): Pick<SalesViews, 'add'> {
  const tableName = setting('SALES_TABLE_NAME');
  return makeSalesRecorder(makeInbox({ client: documentClient(), tableName, consumer: CONSUMER, now }), tableName);
}

/** Where sales are read from. */
export function composeSalesTable(): Pick<SalesViews, 'rows'> {
  return makeSalesTable({ client: documentClient(), tableName: setting('SALES_TABLE_NAME') });
}

function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}));
}
