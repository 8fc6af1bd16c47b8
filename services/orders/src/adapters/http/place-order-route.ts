import {
  type HttpRequest,
  type HttpResponse,
  invalidRequest,
  jsonResponse,
  type Parsed,
  parsed,
  parseJsonBody,
  problemResponse,
  refused,
} from '@tidings/http-api';
import type { PlaceOrderRequest, PlaceOrderUseCase } from '../../application/place-order.ts';
import { orderIdOf } from './order-id.ts';
import { parsePlaceOrderBody } from './place-order-body.ts';
import { rejectionProblem } from './rejection-problem.ts';
import { requestHash } from './request-hash.ts';
import { commitContextOf, customerOf } from './requester.ts';

/** Largest body that is read, in bytes: an order of the largest size, written with some white space. */
export const MAX_BODY_BYTES: number = 256 * 1024;
/** Printable ASCII without spaces at its ends, which proxies may cut. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/u;
const KEY_HEADER = 'Idempotency-Key';

export interface PlaceOrderRoute {
  readonly placeOrder: PlaceOrderUseCase;
  readonly now: () => Date;
}

/** `POST /orders`: 202 and the order's address. The same key and body get the same answer, ever again. */
export function placeOrderRoute({ placeOrder, now }: PlaceOrderRoute): (request: HttpRequest) => Promise<HttpResponse> {
  return async (request) => {
    const command = parsePlaceOrder(request, now().toISOString());
    if (!command.ok) return problemResponse(command.problem);
    const outcome = await placeOrder(command.value);
    if (!outcome.ok) return problemResponse(rejectionProblem(outcome.rejection));
    const { orderId, status } = outcome;
    return jsonResponse(202, { orderId, status }, { location: `/orders/${orderId}` });
  };
}

function parsePlaceOrder(request: HttpRequest, at: string): Parsed<PlaceOrderRequest> {
  const key = request.headers[KEY_HEADER.toLowerCase()];
  if (key === undefined || !IDEMPOTENCY_KEY.test(key)) return refused(invalidRequest([keyProblem(key)]));
  const json = parseJsonBody(request, { maxBytes: MAX_BODY_BYTES });
  if (!json.ok) return json;
  const body = parsePlaceOrderBody(json.value);
  if (!body.ok) return body;
  const customer = customerOf(request.caller, body.value.customerId);
  if (!customer.ok) return customer;
  const customerId = customer.value;
  const order = { ...body.value, orderId: orderIdOf({ customerId, key }), customerId };
  return parsed({
    command: { type: 'PlaceOrder', order, at },
    requestHash: requestHash(json.value),
    context: commitContextOf(request, at),
  });
}

function keyProblem(key: string | undefined): { readonly field: string; readonly detail: string } {
  const detail =
    key === undefined ? 'is missing: send a new one for each order' : 'must be 1 to 255 printable characters';
  return { field: KEY_HEADER, detail };
}
