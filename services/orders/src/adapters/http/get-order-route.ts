import { type HttpRequest, type HttpResponse, jsonResponse, problemResponse } from '@tidings/http-api';
import type { FoundOrder, GetOrderUseCase } from '../../application/get-order.ts';
import { isOrderId } from './order-id.ts';
import { rejectionProblem } from './rejection-problem.ts';
import { requesterOf } from './requester.ts';

/** `GET /orders/{orderId}`: the order as it is now, or 404, which other people's orders answer too. */
export function getOrderRoute(route: {
  readonly getOrder: GetOrderUseCase;
}): (request: HttpRequest) => Promise<HttpResponse> {
  return async ({ path, caller }) => {
    const orderId = path['orderId'] ?? '';
    const order = isOrderId(orderId) ? await route.getOrder({ orderId, requester: requesterOf(caller) }) : undefined;
    if (order === undefined) return problemResponse(rejectionProblem({ reason: 'OrderNotFound' }));
    return jsonResponse(200, orderView(order));
  };
}

function orderView(order: FoundOrder): Readonly<Record<string, unknown>> {
  switch (order.status) {
    case 'placed':
      return { ...order.facts, status: order.status };
    case 'cancelled':
      return { ...order.facts, status: order.status, reason: order.reason, cancelledAt: order.cancelledAt };
  }
}
