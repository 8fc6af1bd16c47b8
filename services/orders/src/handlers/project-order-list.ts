import { commitsOf } from '@tidings/messaging';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { makeProjectOrderList } from '../application/project-order-list.ts';
import { composeOrderList } from '../composition.ts';
import type { OrderEvent } from '../domain/order.ts';

const projectOrderList = makeProjectOrderList({ list: composeOrderList() });

/** Commits of the orders table → rows of the order list. A batch that fails is delivered again: rows only get newer. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  await projectOrderList(commitsOf<OrderEvent>(event));
  return { batchItemFailures: [] };
}
