import { AwsError, type Json } from '../../../core/aws-error.ts';
import type { LambdaFunction } from '../function.ts';
import type { LambdaState } from '../state.ts';

/** Calls to an event source, made as the function's role, as Lambda makes them. */
export type SourceCall = (service: string, operation: string, input: Json) => Promise<Json>;

export const sourceCallOf =
  (state: LambdaState, fn: LambdaFunction): SourceCall =>
  (service, operation, input) =>
    state.cloud.call({
      principal: { kind: 'role', roleArn: fn.settings.Role, sessionName: fn.name },
      service,
      operation,
      input,
    });

/** True for a refusal by IAM, whatever the service calls it. */
export const isDenied = (error: unknown): error is AwsError =>
  error instanceof AwsError && /AccessDenied|NotAuthorized/i.test(`${error.code} ${error.queryCode}`);
