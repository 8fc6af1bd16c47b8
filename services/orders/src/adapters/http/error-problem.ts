import { StreamConflictError } from '@tidings/event-store';
import type { Problem } from '@tidings/http-api';

/** The reply for errors that say something to the caller: too many writers at once is worth another try. */
export function errorProblem(error: unknown): Problem | undefined {
  if (!(error instanceof StreamConflictError)) return undefined;
  const detail = 'Others were changing it at the same time: send the request again';
  return { status: 409, kind: 'order-busy', title: 'The order is being changed', detail };
}
