import { availableParallelism } from 'node:os';
import type { Cloud } from '../../core/cloud.ts';
import { functionNotFound } from './errors.ts';
import type { LambdaFunction } from './function.ts';
import type { AsyncQueue } from './invoke/async-queue.ts';
import type { LogStreamWriter } from './invoke/log-stream-writer.ts';
import type { Mapping } from './mappings/mapping.ts';
import { functionArn, functionName } from './names.ts';
import type { EnvironmentBudget } from './runtime/environment-pool.ts';

/** Everything one cloud's Lambda knows. */
export interface LambdaState {
  readonly cloud: Cloud;
  readonly functions: Map<string, LambdaFunction>;
  /** By UUID. */
  readonly mappings: Map<string, Mapping>;
  readonly asyncQueue: AsyncQueue;
  readonly budget: EnvironmentBudget;
  /** Logs with lines on their way. */
  readonly busyLogs: Set<LogStreamWriter>;
  /** One float64 that every environment reads: milliseconds that the cloud is ahead of the machine. */
  readonly clock: SharedArrayBuffer;
}

/** Extra environments per core: enough to get past one that hangs, few enough that their cold starts do not stop the rest. */
const EXTRA_ENVIRONMENTS_PER_CORE = 3;

export const makeBudget = (): EnvironmentBudget => ({
  maxExtra: availableParallelism() * EXTRA_ENVIRONMENTS_PER_CORE,
  extra: 0,
});

/** Tells all environments what time it is. */
export function setClock({ cloud, clock }: Pick<LambdaState, 'cloud' | 'clock'>): void {
  new Float64Array(clock)[0] = cloud.clock.now() - Date.now();
}

/** @throws {AwsError} ResourceNotFoundException. */
export function findFunction(state: LambdaState, reference: unknown, qualifier?: unknown): LambdaFunction {
  const name = functionName(reference, qualifier);
  const found = state.functions.get(name);
  if (!found) throw functionNotFound(functionArn(state.cloud, name));
  return found;
}
