import {
  decodePageToken,
  encodePageToken,
  type HttpRequest,
  type HttpResponse,
  invalidRequest,
  jsonResponse,
  type Parsed,
  parsed,
  parseLimit,
  problemResponse,
  refused,
} from '@tidings/http-api';
import type { ListOrdersUseCase } from '../../application/list-orders.ts';
import type { OrderListPage, OrderListQuery } from '../../application/order-list.ts';
import type { OrderRow } from '../../domain/order-row.ts';
import { customerOf, requesterOf } from './requester.ts';

const LIMITS = { fallback: 25, max: 100 } as const;
/** Longest id of a customer; a table's key has no room for any text. */
const MAX_CUSTOMER_CHARACTERS = 128;
/** A place in the list: when an order was placed, and its id. */
const PLACE = /^[\dT:.-]{19,30}Z#[\da-f-]{36}$/u;
/** In a page token, for a list of everybody's orders; no customer has this id. */
const EVERYBODY = '';
const CUSTOMER_PROBLEM = {
  field: 'customerId',
  detail: `must have 1 to ${MAX_CUSTOMER_CHARACTERS} characters`,
} as const;

/**
 * `GET /orders`: the caller's orders, newest first; with `orders:admin` those of the customer named, or everybody's
 * when none is.
 */
export function listOrdersRoute(route: {
  readonly listOrders: ListOrdersUseCase;
}): (request: HttpRequest) => Promise<HttpResponse> {
  return async (request) => {
    const query = parseListOrders(request);
    if (!query.ok) return problemResponse(query.problem);
    return jsonResponse(200, pageView(await route.listOrders(query.value), query.value));
  };
}

function parseListOrders({ caller, query }: HttpRequest): Parsed<OrderListQuery> {
  const limit = parseLimit(query['limit'], LIMITS);
  if (!limit.ok) return limit;
  const named = query['customerId'];
  if (named !== undefined && !isCustomerId(named)) return refused(invalidRequest([CUSTOMER_PROBLEM]));
  const customer = customerOf(caller, named);
  if (!customer.ok) return customer;
  const isForEverybody = named === undefined && requesterOf(caller).actsForAnyone;
  const list = isForEverybody ? { limit: limit.value } : { limit: limit.value, customerId: customer.value };
  return withPlace(list, query['next']);
}

function isCustomerId(text: string): boolean {
  return text !== EVERYBODY && text.length <= MAX_CUSTOMER_CHARACTERS;
}

/** A token counts only for the list that it was answered for. */
function withPlace(list: OrderListQuery, token: string | undefined): Parsed<OrderListQuery> {
  if (token === undefined) return parsed(list);
  const [customerId, after] = decodePageToken(token, 2) ?? [];
  const isOfThisList = customerId === (list.customerId ?? EVERYBODY);
  if (after === undefined || !isOfThisList || !PLACE.test(after)) {
    return refused(invalidRequest([{ field: 'next', detail: 'must be the "next" of an earlier page of this list' }]));
  }
  return parsed({ ...list, after });
}

function pageView({ items, next, asOf }: OrderListPage, { customerId }: OrderListQuery): unknown {
  const token = next === undefined ? null : encodePageToken([customerId ?? EVERYBODY, next]);
  return { items: items.map(rowView), next: token, asOf };
}

function rowView({
  orderId,
  customerId,
  status,
  currency,
  totalMinor,
  placedAt,
}: OrderRow): Omit<OrderRow, 'lastPosition'> {
  return { orderId, customerId, status, currency, totalMinor, placedAt };
}
