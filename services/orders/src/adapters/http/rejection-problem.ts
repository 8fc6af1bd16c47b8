import { invalidRequest, type Problem } from '@tidings/http-api';
import type { PlaceOrderOutcome } from '../../application/place-order.ts';

type Rejection = Extract<PlaceOrderOutcome, { readonly ok: false }>['rejection'];

/** The reply for each way in which the rules say no. */
export function rejectionProblem(rejection: Rejection): Problem {
  switch (rejection.reason) {
    case 'OrderNotFound':
      return { status: 404, kind: 'order-not-found', title: 'There is no such order' };
    case 'OrderWithoutLines':
      return invalidRequest([{ pointer: '#/lines', detail: 'must have at least one entry' }]);
    case 'TooManyLines':
      return invalidRequest([{ pointer: '#/lines', detail: `must have at most ${rejection.maxLines} entries` }]);
    case 'TotalTooLarge':
      return totalTooLarge(rejection.line);
    case 'OrderTooLarge':
      return orderTooLarge(rejection);
    case 'IdempotencyKeyReused':
      return keyReused();
  }
}

function totalTooLarge(line: number): Problem {
  const detail = 'with this line the total is more than can be counted exactly';
  const errors = [{ pointer: `#/lines/${line}`, detail }];
  return { status: 422, kind: 'total-too-large', title: 'The total is too large', errors };
}

function orderTooLarge({ bytes, maxBytes }: Extract<Rejection, { readonly reason: 'OrderTooLarge' }>): Problem {
  const detail = `the order has ${bytes} bytes, at most ${maxBytes} are taken: split it`;
  return {
    status: 422,
    kind: 'order-too-large',
    title: 'The order is too large',
    errors: [{ pointer: '#/lines', detail }],
  };
}

function keyReused(): Problem {
  const detail = 'stands for another order already: send a new one';
  return {
    status: 422,
    kind: 'idempotency-key-reused',
    title: 'The idempotency key was used before',
    errors: [{ field: 'Idempotency-Key', detail }],
  };
}
