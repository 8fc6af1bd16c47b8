import type { HttpHandler } from '@tidings/http-api';
import { cancelOrderRoute } from '../adapters/http/cancel-order-route.ts';
import { makeCancelOrder } from '../application/cancel-order.ts';
import { composeHttp, composeOrderStore, now } from '../composition.ts';

const cancelOrder = makeCancelOrder({ store: composeOrderStore() });

/** POST /orders/{orderId}/cancellation: request → CancelOrder → 202. */
export const handler: HttpHandler = composeHttp(cancelOrderRoute({ cancelOrder, now }));
