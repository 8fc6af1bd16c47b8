import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { PendingWork } from '../../../core/service.ts';
import type { EventRecord } from '../state.ts';
import { sendDeadLetter } from './dead-letter.ts';
import { toDeliveryError } from './delivery-error.ts';
import type { DeliveryError } from './delivery-error.ts';
import { DEFAULT_EVENT_AGE_SECONDS, DEFAULT_RETRY_ATTEMPTS, makeJitter, pauseBeforeRetry } from './retry-schedule.ts';
import { senderFor } from './send-to-target.ts';
import type { Delivery } from './send-to-target.ts';

/** Brings events to targets: tries, waits on the cloud's clock, tries again, and writes the dead letter. */
export interface Courier {
  deliver(delivery: Delivery): void;
  pending(): readonly PendingWork[];
  /** The whole event that a call to PutEvents forwards from another bus, if it does. */
  forwardedBy(input: Json): EventRecord | undefined;
  stop(): void;
}

interface Job extends Delivery {
  retries: number;
  /** Epoch milliseconds of the next try; undefined while one is under way. */
  dueAt: number | undefined;
  cancel: (() => void) | undefined;
}

export type ExhaustedBy = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

export interface Failure {
  readonly error: DeliveryError;
  readonly retries: number;
  /** Undefined when the error was not worth a retry. */
  readonly exhaustedBy: ExhaustedBy | undefined;
}

class QueueingCourier implements Courier {
  readonly #cloud: Cloud;
  readonly #jobs = new Set<Job>();
  readonly #forwarded = new WeakMap<Json, EventRecord>();
  readonly #jitter = makeJitter();
  #stopped = false;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  deliver(delivery: Delivery): void {
    const job: Job = { ...delivery, retries: 0, dueAt: undefined, cancel: undefined };
    this.#jobs.add(job);
    void this.#attempt(job);
  }

  pending(): readonly PendingWork[] {
    return [...this.#jobs].map(({ rule, target, dueAt }) => {
      const what = `event for target ${target.Id} of rule ${rule.name}`;
      return dueAt === undefined ? { what } : { what: `${what}: retry`, dueAt };
    });
  }

  forwardedBy(input: Json): EventRecord | undefined {
    return this.#forwarded.get(input);
  }

  stop(): void {
    this.#stopped = true;
    for (const job of this.#jobs) job.cancel?.();
    this.#jobs.clear();
  }

  async #attempt(job: Job): Promise<void> {
    job.dueAt = undefined;
    try {
      await senderFor(job.target.Arn)?.({ cloud: this.#cloud, forwarded: this.#forwarded }, job);
      this.#jobs.delete(job);
    } catch (error) {
      if (!this.#stopped) await this.#afterFailure(job, toDeliveryError(error));
    }
  }

  async #afterFailure(job: Job, error: DeliveryError): Promise<void> {
    const pause = pauseBeforeRetry(job.retries + 1, this.#jitter);
    const exhaustedBy = error.retriable ? this.#exhausted(job, pause) : undefined;
    if (error.retriable && exhaustedBy === undefined) return this.#retryLater(job, pause);
    await sendDeadLetter(this.#cloud, job, { error, retries: job.retries, exhaustedBy });
    this.#jobs.delete(job);
  }

  #exhausted(job: Job, pause: number): ExhaustedBy | undefined {
    const policy = job.target.RetryPolicy ?? {};
    if (job.retries >= (policy.MaximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS)) return 'MaximumRetryAttempts';
    const maxAgeMs = (policy.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS) * 1_000;
    const ageAtRetry = this.#cloud.clock.now() + pause - job.record.receivedAt;
    return ageAtRetry > maxAgeMs ? 'MaximumEventAgeInSeconds' : undefined;
  }

  #retryLater(job: Job, pause: number): void {
    job.retries += 1;
    job.dueAt = this.#cloud.clock.now() + pause;
    job.cancel = this.#cloud.clock.after(pause, () => void this.#attempt(job));
  }
}

export const makeCourier = (cloud: Cloud): Courier => new QueueingCourier(cloud);
