import { GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { TransactWriteItem, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { keyOf } from './dynamo-bed.ts';
import type { BedTable, DynamoBed, WireItem } from './dynamo-bed.ts';

/** What the specs of transactions send, and how they read what came of it. `more` adds members or replaces them. */
export interface TransactionCalls {
  transact(items: readonly TransactWriteItem[], more?: object): Promise<unknown>;
  put(pk: string, more?: object): TransactWriteItem;
  /** A put that refuses an item that is there already. */
  once(pk: string, more?: object): TransactWriteItem;
  /** Adds one to the attribute `n`. */
  add(pk: string, more?: object): TransactWriteItem;
  item(pk: string): Promise<WireItem | undefined>;
  /** The error of work that was cancelled; fails when the work went through or failed otherwise. */
  cancelled(work: Promise<unknown>): Promise<TransactionCanceledException>;
}

async function cancelled(work: Promise<unknown>): Promise<TransactionCanceledException> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ name: 'TransactionCanceledException' });
  return error as TransactionCanceledException;
}

/** Calls on the table that `current` names when they are made: each spec has a fresh one. */
export function transactionCalls(
  current: () => { readonly bed: DynamoBed; readonly table: BedTable },
): TransactionCalls {
  const put: TransactionCalls['put'] = (pk, more = {}) => ({
    Put: { TableName: current().table.name, Item: keyOf(pk), ...more },
  });
  return {
    put,
    cancelled,
    once: (pk, more = {}) => put(pk, { ConditionExpression: 'attribute_not_exists(pk)', ...more }),
    add: (pk, more = {}) => ({
      Update: {
        TableName: current().table.name,
        Key: keyOf(pk),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ...more,
      },
    }),
    transact: (items, more = {}) =>
      current().bed.client.send(new TransactWriteItemsCommand({ TransactItems: [...items], ...more })),
    item: async (pk) => {
      const { bed, table } = current();
      return (await bed.client.send(new GetItemCommand({ TableName: table.name, Key: keyOf(pk) }))).Item;
    },
  };
}
