import { describeSalesViews } from '../../application/sales-views.contract.ts';
import { makeInMemorySalesViews } from './in-memory-sales-views.ts';

describeSalesViews('in memory', () => Promise.resolve(makeInMemorySalesViews()));
