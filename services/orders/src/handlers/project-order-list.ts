import { projectCommits, type TableStreamHandler } from '@tidings/messaging';
import { makeProjectOrderList } from '../application/project-order-list.ts';
import { composeOrderList, composeProjection } from '../composition.ts';

/** Commits of the orders table → rows of the order list. */
export const handler: TableStreamHandler = projectCommits(
  makeProjectOrderList({ list: composeOrderList() }),
  composeProjection(),
);
