import type { Commit } from '@tidings/event-store';
import type { OrderEvent } from '../domain/order.ts';
import { projectOrderRow } from '../domain/order-row.ts';
import type { OrderList } from './order-list.ts';

/** Takes commits into the list, in any order and as often as they come. */
export interface ProjectOrderListUseCase {
  readonly take: (commit: Commit<OrderEvent>) => Promise<void>;
  /** Notes how far the list has come, once for all commits that were taken in together. */
  readonly finish: (commits: readonly Commit<OrderEvent>[]) => Promise<void>;
}

export function makeProjectOrderList({ list }: { readonly list: OrderList }): ProjectOrderListUseCase {
  return {
    take: (commit) => saveNewest(list, commit),
    finish: async (commits) => {
      const newest = commits
        .map(({ context }) => context.occurredAt)
        .toSorted()
        .at(-1);
      if (newest !== undefined) await list.noteChange(newest);
    },
  };
}

/** Each event replaces the whole row, so the last row that a commit leads to stands for all of it. */
async function saveNewest(list: OrderList, { events, position }: Commit<OrderEvent>): Promise<void> {
  const rows = events.map((event, index) => projectOrderRow(event, position + index));
  const newest = rows.findLast((row) => row !== undefined);
  if (newest !== undefined) await list.save(newest);
}
