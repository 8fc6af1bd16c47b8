import type { Json } from '../../core/aws-error.ts';
import type { Permission } from '../../core/policy.ts';
import type { Principal } from '../../core/principal.ts';
import type { LambdaFunction } from './function.ts';
import { policyOf } from './function-policy.ts';
import { functionArn } from './names.ts';
import { findFunction, type LambdaState } from './state.ts';

/** Operations whose IAM action has another name. service-authorization/latest/reference/list_awslambda.html */
const ACTIONS: Readonly<Record<string, string>> = { Invoke: 'InvokeFunction' };

/** Operations that IAM judges on every resource. Same page. */
const UNBOUND = new Set(['ListFunctions', 'ListEventSourceMappings', 'CreateEventSourceMapping']);

function resourceOf(state: LambdaState, operation: string, input: Json): string {
  if (UNBOUND.has(operation)) return '*';
  if (typeof input['UUID'] === 'string') return state.cloud.arn('lambda', `event-source-mapping:${input['UUID']}`);
  if (typeof input['Resource'] === 'string') return input['Resource'];
  const name =
    (typeof input['FunctionName'] === 'string' ? input['FunctionName'] : '')
      .replace(/^.*function:/, '')
      .split(':')[0] ?? '';
  return name === '' ? '*' : functionArn(state.cloud, name);
}

function found(state: LambdaState, input: Json): LambdaFunction | undefined {
  try {
    return findFunction(state, input['FunctionName']);
  } catch {
    return undefined; // The operation itself will say what is wrong with the name.
  }
}

export interface LambdaCall {
  readonly operation: string;
  readonly input: Json;
  readonly principal: Principal;
}

/** A function that does not exist has no policy to refuse a service by: the operation itself says that it is not there. */
export function permissionsOf(state: LambdaState, { operation, input, principal }: LambdaCall): readonly Permission[] {
  const action = `lambda:${ACTIONS[operation] ?? operation}`;
  const resource = resourceOf(state, operation, input);
  if (operation !== 'Invoke') return [{ action, resource }];
  const fn = found(state, input);
  if (!fn && principal.kind === 'service') return [];
  return [{ action, resource, resourcePolicy: fn && policyOf(fn) }];
}
