import type { OrderRow } from '../domain/order-row.ts';

export interface OrderListQuery {
  /** Whose orders; absent = everybody's. */
  readonly customerId?: string;
  readonly limit: number;
  /** Only what comes after this place in the list, which an earlier page has answered as `next`. */
  readonly after?: string;
}

export interface OrderListPage {
  /** Newest first. */
  readonly items: readonly OrderRow[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: string;
  /** When the newest change happened that the list has taken in (UTC, ISO 8601); null = none yet. */
  readonly asOf: string | null;
}

/** A view of orders, a little behind their history. */
export interface OrderList {
  page(query: OrderListQuery): Promise<OrderListPage>;
  /** Keeps a row unless a newer one of the same order is there. */
  save(row: OrderRow): Promise<void>;
  /** Notes that a change of this time has been taken in, unless a later one has. */
  noteChange(occurredAt: string): Promise<void>;
}
