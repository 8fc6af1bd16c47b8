import type { HttpHandler } from '@tidings/http-api';
import { getOrderRoute } from '../adapters/http/get-order-route.ts';
import { makeGetOrder } from '../application/get-order.ts';
import { composeHttp, composeOrderStore } from '../composition.ts';

const getOrder = makeGetOrder({ store: composeOrderStore() });

/** GET /orders/{orderId}: the order's history, folded. */
export const handler: HttpHandler = composeHttp(getOrderRoute({ getOrder }));
