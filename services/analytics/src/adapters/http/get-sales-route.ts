import { type HttpRequest, type HttpResponse, jsonResponse, problemResponse } from '@tidings/http-api';
import type { ListSales, SalesPage } from '../../application/list-sales.ts';
import { nextToken, parseListSales } from './sales-request.ts';

/** `GET /sales`: one page of a sales view, or the parameters that are wrong. */
export const getSalesRoute =
  (listSales: (query: ListSales) => Promise<SalesPage>) =>
  async ({ query }: Pick<HttpRequest, 'query'>): Promise<HttpResponse> => {
    const request = parseListSales(query);
    if (!request.ok) return problemResponse(request.problem);
    const { rows, nextAfter, asOf } = await listSales(request.value);
    return jsonResponse(200, {
      rows,
      next: nextAfter === undefined ? null : nextToken(request.value, nextAfter),
      asOf,
    });
  };
