import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HttpOptions } from '@tidings/http-api';
import { childTraceparent, makeInbox, makeLogger, newTraceparent } from '@tidings/messaging';
import { makeSalesRecorder, makeSalesTable } from './adapters/dynamodb/sales-table.ts';
import type { ListSales, SalesPage } from './application/list-sales.ts';
import { makeListSales } from './application/list-sales.ts';
import { makeRecordSales } from './application/record-sales.ts';
import type { SalesEvent } from './domain/sales.ts';

/** Name of the service: source of its events and of its log lines. */
export const SERVICE: string = required('SERVICE');

/** Whoever has marks in the inbox; the marks of another name would be applied again. */
const CONSUMER = 'project-sales';

/** Builds the use case of the handler `project-sales`. */
export function composeRecordSales(): (event: SalesEvent) => Promise<void> {
  const tableName = required('SALES_TABLE_NAME');
  const inbox = makeInbox({ client: documentClient(), tableName, consumer: CONSUMER, now: () => new Date() });
  return makeRecordSales(makeSalesRecorder(inbox, tableName));
}

/** Builds the use case of the handler `get-sales`. */
export function composeListSales(): (query: ListSales) => Promise<SalesPage> {
  const table = makeSalesTable({ client: documentClient(), tableName: required('SALES_TABLE_NAME') });
  return makeListSales(table, () => new Date());
}

/** What HTTP handlers log to, and where their ids come from. */
export function composeHttpOptions(): HttpOptions {
  return {
    log: makeLogger(SERVICE),
    newCorrelationId: () => randomUUID(),
    childTraceparent: (parent) => (parent === undefined ? newTraceparent() : childTraceparent(parent)),
  };
}

function documentClient(): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(new DynamoDBClient({}));
}

/** A variable that the stack sets; without it the function cannot start. */
function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new MissingVariableError(name);
  return value;
}

/** An environment variable that the function needs is not set. */
export class MissingVariableError extends Error {
  override readonly name = 'MissingVariableError';
  readonly variable: string;

  constructor(variable: string) {
    super(`The environment variable ${variable} is not set`);
    this.variable = variable;
  }
}
