import type { CommitContext } from '@tidings/event-store';
import { type Caller, type HttpRequest, type Parsed, parsed, refused } from '@tidings/http-api';
import type { Requester } from '../../application/order-store.ts';

/** May act for any customer. */
const ADMIN_SCOPE = 'orders:admin';

/** The caller as the use cases know them. */
export function requesterOf({ subject, scopes }: Caller): Requester {
  return { customerId: subject, actsForAnyone: scopes.has(ADMIN_SCOPE) };
}

/** The customer a request is for: the caller, or the one they name and may act for; 403 otherwise. */
export function customerOf(caller: Caller, named: string | undefined): Parsed<string> {
  const { customerId, actsForAnyone } = requesterOf(caller);
  if (named === undefined || named === customerId || actsForAnyone) return parsed(named ?? customerId);
  const detail = `Acting for another customer takes the scope ${ADMIN_SCOPE}`;
  return refused({ status: 403, kind: 'forbidden', title: 'This order is not yours to ask for', detail });
}

/** Context of what a request from outside leads to. */
export function commitContextOf({ requestId, correlationId, traceparent }: HttpRequest, at: string): CommitContext {
  return { occurredAt: at, correlationId, causationId: requestId, traceparent, hops: 0 };
}
