import {
  FieldChecks,
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
import type { CancelOrderRequest, CancelOrderUseCase } from '../../application/cancel-order.ts';
import { isOrderId } from './order-id.ts';
import { rejectionProblem } from './rejection-problem.ts';
import { commitContextOf, requesterOf } from './requester.ts';

/** A reason is short; in bytes. */
const MAX_BODY_BYTES = 16 * 1024;
const MAX_REASON_CHARACTERS = 500;

export interface CancelOrderRoute {
  readonly cancelOrder: CancelOrderUseCase;
  readonly now: () => Date;
}

/** `POST /orders/{orderId}/cancellation`: 202, also when the order was cancelled before. */
export function cancelOrderRoute(route: CancelOrderRoute): (request: HttpRequest) => Promise<HttpResponse> {
  return async (request) => {
    const command = parseCancelOrder(request, route.now().toISOString());
    if (!command.ok) return problemResponse(command.problem);
    const outcome = await route.cancelOrder(command.value);
    if (!outcome.ok) return problemResponse(rejectionProblem(outcome.rejection));
    const { orderId, status } = outcome;
    return jsonResponse(202, { orderId, status }, { location: `/orders/${orderId}` });
  };
}

function parseCancelOrder(request: HttpRequest, at: string): Parsed<CancelOrderRequest> {
  const orderId = request.path['orderId'] ?? '';
  if (!isOrderId(orderId)) return refused(rejectionProblem({ reason: 'OrderNotFound' }));
  const json = parseJsonBody(request, { maxBytes: MAX_BODY_BYTES });
  if (!json.ok) return json;
  const reason = parseReason(json.value);
  if (!reason.ok) return reason;
  return parsed({
    command: { type: 'CancelOrder', orderId, reason: reason.value, at },
    requester: requesterOf(request.caller),
    context: commitContextOf(request, at),
  });
}

function parseReason(body: unknown): Parsed<string> {
  const checks = new FieldChecks();
  const fields = checks.object('', body);
  const reason = checks.text('/reason', fields['reason'], { maxLength: MAX_REASON_CHARACTERS });
  return checks.problems.length === 0 ? parsed(reason) : refused(invalidRequest(checks.problems));
}
