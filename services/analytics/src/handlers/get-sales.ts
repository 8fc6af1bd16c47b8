import type { HttpHandler } from '@tidings/http-api';
import { httpHandler, problemResponse } from '@tidings/http-api';
import { parseListSales, salesResponse } from '../adapters/http/sales-request.ts';
import { composeHttpOptions, composeListSales } from '../composition.ts';

const listSales = composeListSales();

/** GET /sales: one page of a sales view. */
export const handler: HttpHandler = httpHandler(async ({ query }) => {
  const request = parseListSales(query);
  if (!request.ok) return problemResponse(request.problem);
  return salesResponse(request.value, await listSales(request.value));
}, composeHttpOptions());
