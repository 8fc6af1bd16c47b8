import type { HttpHandler } from '@tidings/http-api';
import { getSalesRoute } from '../adapters/http/get-sales-route.ts';
import { makeListSales } from '../application/list-sales.ts';
import { composeHttp, composeSalesTable, now } from '../composition.ts';

const listSales = makeListSales(composeSalesTable(), now);

/** GET /sales: one page of a sales view. */
export const handler: HttpHandler = composeHttp(getSalesRoute(listSales));
