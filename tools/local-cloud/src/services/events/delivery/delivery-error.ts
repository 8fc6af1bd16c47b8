import { AwsError } from '../../../core/aws-error.ts';

export interface DeliveryErrorOptions {
  readonly retriable?: boolean;
  readonly cause?: unknown;
}

/** Why a target did not take an event. `code` is what the dead letter's `ERROR_CODE` says. */
export class DeliveryError extends Error {
  readonly code: string;
  readonly retriable: boolean;

  constructor(code: string, message: string, options: DeliveryErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DeliveryError';
    this.code = code;
    this.retriable = options.retriable ?? false;
  }
}

const NO_PERMISSION = /AccessDenied|NotAuthorized|Forbidden/u;
const NO_RESOURCE = /NotFound|NonExistent|DoesNotExist/u;
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|OverLimit/u;

function codeOf(error: AwsError): string {
  if (NO_PERMISSION.test(error.code)) return 'NO_PERMISSIONS';
  if (NO_RESOURCE.test(error.code)) return 'NO_RESOURCE';
  if (THROTTLED.test(error.code)) return 'THROTTLING';
  return error.status >= 500 ? 'ERROR_FROM_TARGET' : 'SDK_CLIENT_ERROR';
}

/**
 * Turns what a target answered into the code of its dead letter. Throttling and server errors are tried again; a missing
 * permission, a missing target and a refused request are not.
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  if (!(error instanceof AwsError)) {
    return new DeliveryError('INTERNAL_ERROR', (error as Error).message, { retriable: true, cause: error });
  }
  const code = codeOf(error);
  const retriable = code === 'THROTTLING' || (error.status >= 500 && error.code !== 'NotImplementedLocally');
  return new DeliveryError(code, error.message, { retriable, cause: error });
}
