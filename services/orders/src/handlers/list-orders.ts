import type { HttpHandler } from '@tidings/http-api';
import { listOrdersRoute } from '../adapters/http/list-orders-route.ts';
import { makeListOrders } from '../application/list-orders.ts';
import { composeHttp, composeOrderList } from '../composition.ts';

const listOrders = makeListOrders({ list: composeOrderList() });

/** GET /orders: one page of the order list. */
export const handler: HttpHandler = composeHttp(listOrdersRoute({ listOrders }));
