import { AwsError } from '../../../core/aws-error.ts';
import type { PendingWork } from '../../../core/service.ts';
import type { LambdaFunction } from '../function.ts';
import { reportFailure } from '../internal-failure.ts';
import type { LambdaState } from '../state.ts';
import { reportEvent, type Condition } from './destinations.ts';
import { runInvocation, type InvocationResult } from './run-invocation.ts';

/** An event that waits for its function, runs, or waits for its next try. */
interface QueuedEvent {
  readonly functionName: string;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  invokeCount: number;
  throttles: number;
  /** Epoch milliseconds of the next try; undefined while it runs. */
  dueAt: number | undefined;
}

/** Retries after a function error, and the waits before them. docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html */
const DEFAULT_RETRIES = 2;
const RETRY_AFTER_MS = [60_000, 120_000] as const;

/** Longest time that an event is kept: six hours. Same page. */
const DEFAULT_MAX_AGE_SECONDS = 21_600;

/** A throttled event comes back after 1 second, then up to 5 minutes. Same page. */
const FIRST_THROTTLE_WAIT_MS = 1000;
const LONGEST_THROTTLE_WAIT_MS = 300_000;

const throttleWaitMs = (throttles: number): number =>
  Math.min(FIRST_THROTTLE_WAIT_MS * 2 ** (throttles - 1), LONGEST_THROTTLE_WAIT_MS);

const maxAgeMs = (fn: LambdaFunction): number =>
  (fn.eventInvoke?.maximumEventAgeInSeconds ?? DEFAULT_MAX_AGE_SECONDS) * 1000;

/** What happens after a run: the milliseconds to the next one, or how the event ends. */
function verdict(
  fn: LambdaFunction,
  event: QueuedEvent,
  { result, now }: { readonly result: InvocationResult; readonly now: number },
): number | Condition {
  if (result.functionError === undefined) return 'Success';
  if (event.invokeCount > (fn.eventInvoke?.maximumRetryAttempts ?? DEFAULT_RETRIES)) return 'RetriesExhausted';
  const waitMs = RETRY_AFTER_MS[event.invokeCount - 1] ?? RETRY_AFTER_MS[1];
  return now + waitMs - event.acceptedAt > maxAgeMs(fn) ? 'EventAgeExceeded' : waitMs;
}

/** Lambda's internal queue of asynchronous invocations. */
export class AsyncQueue {
  readonly #events = new Set<QueuedEvent>();

  enqueue(
    state: LambdaState,
    fn: LambdaFunction,
    request: { readonly requestId: string; readonly payload: string },
  ): void {
    const event: QueuedEvent = {
      ...request,
      functionName: fn.name,
      acceptedAt: state.cloud.clock.now(),
      invokeCount: 0,
      throttles: 0,
      dueAt: undefined,
    };
    this.#events.add(event);
    this.#go(state, event);
  }

  pending(): readonly PendingWork[] {
    return [...this.#events].map(({ functionName, dueAt }) =>
      dueAt === undefined
        ? { what: `asynchronous invocation of ${functionName}` }
        : { what: `asynchronous retry of ${functionName}`, dueAt },
    );
  }

  #go(state: LambdaState, event: QueuedEvent): void {
    this.#try(state, event).catch((error: unknown) => {
      this.#events.delete(event);
      reportFailure('the asynchronous queue')(error);
    });
  }

  async #try(state: LambdaState, event: QueuedEvent): Promise<void> {
    event.dueAt = undefined;
    const fn = state.functions.get(event.functionName);
    if (fn === undefined) return void this.#events.delete(event);
    if (state.cloud.clock.now() - event.acceptedAt > maxAgeMs(fn))
      return this.#finish(state, fn, { event, condition: 'EventAgeExceeded' });
    const result = await this.#run(state, fn, event);
    if (result === 'throttled') return this.#again(state, event, throttleWaitMs(event.throttles));
    const next = verdict(fn, event, { result, now: state.cloud.clock.now() });
    if (typeof next === 'number') this.#again(state, event, next);
    else await this.#finish(state, fn, { event, condition: next, result });
  }

  async #run(state: LambdaState, fn: LambdaFunction, event: QueuedEvent): Promise<InvocationResult | 'throttled'> {
    try {
      const result = await runInvocation(state, fn, { payload: event.payload, requestId: event.requestId });
      event.invokeCount += 1;
      return result;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      event.throttles += 1;
      return 'throttled';
    }
  }

  #again(state: LambdaState, event: QueuedEvent, waitMs: number): void {
    event.dueAt = state.cloud.clock.now() + waitMs;
    state.cloud.clock.after(waitMs, () => this.#go(state, event));
  }

  async #finish(
    state: LambdaState,
    fn: LambdaFunction,
    end: { readonly event: QueuedEvent; readonly condition: Condition; readonly result?: InvocationResult },
  ): Promise<void> {
    const { event, condition, result } = end;
    const { requestId, payload, invokeCount } = event;
    await reportEvent(state, fn, { requestId, payload, condition, invokeCount, result });
    this.#events.delete(event);
  }
}
