import type { HttpHandler } from '@tidings/http-api';
import { placeOrderRoute } from '../adapters/http/place-order-route.ts';
import { makePlaceOrder } from '../application/place-order.ts';
import { composeHttp, composeOrderStore, now } from '../composition.ts';

const placeOrder = makePlaceOrder({ store: composeOrderStore() });

/** POST /orders: request → PlaceOrder → 202. */
export const handler: HttpHandler = composeHttp(placeOrderRoute({ placeOrder, now }));
