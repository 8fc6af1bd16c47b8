import { makeInMemoryOrderList } from './in-memory-order-list.ts';
import { describeOrderList } from './order-list.contract.ts';

describeOrderList('in-memory order list', () => Promise.resolve(makeInMemoryOrderList()));
