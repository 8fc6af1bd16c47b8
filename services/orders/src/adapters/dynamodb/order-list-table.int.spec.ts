import { makeTestTable } from '@tidings/event-store/testing';
import { describeOrderList } from '../order-list.contract.ts';
import { makeOrderListTable } from './order-list-table.ts';

describeOrderList('DynamoDB order list', async () => makeOrderListTable(await makeTestTable()));
