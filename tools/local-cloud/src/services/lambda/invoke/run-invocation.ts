import { randomUUID } from 'node:crypto';
import type { Cloud } from '../../../core/cloud.ts';
import { tooManyRequests } from '../errors.ts';
import type { LambdaFunction } from '../function.ts';
import type { PooledEnvironment } from '../runtime/environment-pool.ts';
import type { RuntimeOutcome } from '../runtime/runtime.ts';
import { setClock, type LambdaState } from '../state.ts';
import { exitPayload, timedOutPayload } from './failure-payloads.ts';
import type { LogStreamWriter } from './log-stream-writer.ts';
import { endLines, startLine, type InvocationReport } from './report-lines.ts';

export interface Invocation {
  /** JSON text. */
  readonly payload: string;
  readonly requestId?: string;
  /** JSON text. */
  readonly clientContext?: string | undefined;
  /** Asks for the last 4 KB of the log. */
  readonly tail?: boolean;
}

export interface InvocationResult {
  readonly requestId: string;
  /** JSON text: the handler's answer, or what Lambda says about the error. */
  readonly payload: string;
  readonly functionError: 'Unhandled' | undefined;
  /** Base64. */
  readonly tail: string | undefined;
}

type Held = PooledEnvironment<LogStreamWriter>;

/**
 * Machine milliseconds that code gets at least, however fast the cloud's clock is moved: advancing the clock must not time
 * out a function that works in the machine's time.
 */
const LEAST_RUN_MS = 1000;

interface Finished {
  readonly outcome: RuntimeOutcome;
  readonly timedOut: boolean;
}

/** Kills the environment when its time is up on the cloud's clock. Returns how to call it off. */
function armTimeout(cloud: Cloud, timeoutMs: number, expire: () => void): () => void {
  const leastMs = Math.min(timeoutMs, LEAST_RUN_MS);
  const startedAt = performance.now();
  let grace: NodeJS.Timeout | undefined;
  const cancel = cloud.clock.after(timeoutMs, () => {
    const missingMs = leastMs - (performance.now() - startedAt);
    if (missingMs <= 0) expire();
    else grace = setTimeout(expire, missingMs);
  });
  return () => {
    cancel();
    clearTimeout(grace);
  };
}

async function runIn(
  state: LambdaState,
  fn: LambdaFunction,
  { held, invocation, requestId }: RunRequest,
): Promise<Finished> {
  const { cloud } = state;
  const timeoutMs = fn.settings.Timeout * 1000;
  let timedOut = false;
  const disarm = armTimeout(cloud, timeoutMs, () => {
    timedOut = true;
    held.environment.kill();
  });
  const { payload, clientContext } = invocation;
  const deadlineMs = cloud.clock.now() + timeoutMs;
  setClock(state);
  const outcome = await held.environment.invoke({
    requestId,
    invokedFunctionArn: fn.arn,
    payload,
    deadlineMs,
    clientContext,
  });
  disarm();
  return { outcome, timedOut };
}

interface RunRequest {
  readonly held: Held;
  readonly invocation: Invocation;
  readonly requestId: string;
}

function statusOf({ outcome, timedOut }: Finished): InvocationReport['status'] {
  if (timedOut) return 'timeout';
  if (outcome.kind === 'exit') return 'error';
  return outcome.kind === 'error' ? 'failure' : 'success';
}

function payloadOf(fn: LambdaFunction, { outcome, timedOut }: Finished, requestId: string): string {
  if (timedOut) return timedOutPayload(requestId, fn.settings.Timeout);
  if (outcome.kind === 'exit') return outcome.payload ?? exitPayload(requestId, outcome.reason);
  return outcome.payload;
}

async function runAndReport(state: LambdaState, fn: LambdaFunction, request: RunRequest): Promise<InvocationResult> {
  const { cloud } = state;
  const { held, invocation, requestId } = request;
  const { extra: log } = held;
  if (invocation.tail) log.startTail();
  const { settings } = fn;
  log.append([[cloud.clock.now(), startLine(settings, requestId, cloud.clock.now())]]);
  const initMs = held.uses === 0 ? held.initMs : undefined;
  held.uses += 1;
  const startedAt = performance.now();
  const finished = await runIn(state, fn, request);
  const now = cloud.clock.now();
  const status = statusOf(finished);
  const payload = payloadOf(fn, finished, requestId);
  const report = { requestId, durationMs: performance.now() - startedAt, initMs, status };
  const lines = endLines(settings, report, now);
  const cause = status === 'timeout' || status === 'error' ? [payload] : [];
  log.append([...cause, ...lines].map((line) => [now, line] as const));
  const tail = invocation.tail ? log.tail() : undefined;
  return { requestId, payload, functionError: status === 'success' ? undefined : 'Unhandled', tail };
}

async function runWithLease(state: LambdaState, fn: LambdaFunction, invocation: Invocation): Promise<InvocationResult> {
  const requestId = invocation.requestId ?? randomUUID();
  const lease = await fn.pool.acquire();
  if (lease.kind === 'failed') {
    const payload = lease.exit.payload ?? exitPayload(requestId, lease.exit.reason);
    return { requestId, payload, functionError: 'Unhandled', tail: invocation.tail ? '' : undefined };
  }
  try {
    return await runAndReport(state, fn, { held: lease.held, invocation, requestId });
  } finally {
    fn.pool.release(lease.held);
  }
}

/**
 * Runs a function once and waits for it. A failing function is an answer, not an exception.
 * @throws {AwsError} TooManyRequestsException when its reserved concurrency is used up.
 */
export async function runInvocation(
  state: LambdaState,
  fn: LambdaFunction,
  invocation: Invocation,
): Promise<InvocationResult> {
  if (fn.running >= (fn.reservedConcurrency ?? Infinity)) throw tooManyRequests();
  fn.running += 1;
  try {
    return await runWithLease(state, fn, invocation);
  } finally {
    fn.running -= 1;
  }
}
