import type { SalesEvent } from '../domain/sales.ts';
import { salesChanges } from '../domain/sales.ts';
import type { SalesViews } from './sales-views.ts';

/** Makes the use case that adds an event to all sales views. Repeats and any order of arrival come to the same. */
export const makeRecordSales =
  (views: Pick<SalesViews, 'add'>) =>
  (event: SalesEvent): Promise<void> =>
    views.add(event.id, salesChanges(event));
