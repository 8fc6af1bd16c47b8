import type { SalesRow, SalesView } from '../domain/sales.ts';

/** Which rows of a view: the keys after `after`, on the days from `from` to `to`, both included. */
export interface SalesRange {
  readonly view: SalesView;
  /** UTC day, `YYYY-MM-DD`. */
  readonly from: string;
  /** UTC day, `YYYY-MM-DD`. */
  readonly to: string;
  readonly after?: string;
}

/** Where the sales views are kept. */
export interface SalesViews {
  /** Adds changes to their rows, once in effect however often the same event is given. */
  add(eventId: string, changes: readonly SalesRow[]): Promise<void>;
  /**
   * Rows in the order of their keys, the rows of one key next to one another. One cell may come in several rows, which
   * add up.
   */
  rows(range: SalesRange): AsyncIterable<SalesRow>;
}
