import { AwsError } from '../../../core/aws-error.ts';
import type { PendingWork } from '../../../core/service.ts';
import { reportFailure } from '../internal-failure.ts';
import { runInvocation } from '../invoke/run-invocation.ts';
import { readBatchResponse, type BatchVerdict } from './batch-response.ts';
import { compileFilters, type RecordFilter } from './filter.ts';
import type { Poller } from './mapping.ts';
import { filteredQueueRecord } from './queue-event.ts';
import { MAX_PER_CALL, QueueSource, type PollerOptions, type Received } from './queue-source.ts';

/** Payload of one invocation. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_PAYLOAD_BYTES = 6_291_456;

/** How long the poller leaves a queue alone that refuses it, on the cloud's clock. */
const RETRY_REFUSED_MS = 10_000;

/** First wait after a throttled invocation; it doubles. docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html */
const THROTTLED_WAIT_MS = 1000;

/** Reads one queue for one function. docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export class QueuePoller implements Poller {
  readonly #options: PollerOptions;
  readonly #source: QueueSource;
  readonly #matches: RecordFilter;
  readonly #stop = new AbortController();
  readonly #unlisten: () => void;
  /** A message may be there that was not asked for yet. */
  #hungry = true;
  #fetching = false;
  #running = 0;
  /** Set while the batching window is open. */
  #windowEndsAt: number | undefined;
  /** When failed messages come back. */
  #returning: number[] = [];
  #wakeCollector: (() => void) | undefined;
  /** When throttled batches are tried again. */
  readonly #throttled = new Set<{ readonly dueAt: number }>();

  constructor(options: PollerOptions) {
    const { state, mapping } = options;
    this.#options = options;
    this.#source = new QueueSource(options);
    this.#matches = compileFilters(mapping.settings.filters);
    this.#unlisten = state.cloud.signals.listen(`queue:${mapping.settings.eventSourceArn}`, () => this.#wake());
    this.#wake();
  }

  pending(): readonly PendingWork[] {
    const { fn, mapping } = this.#options;
    const what = `queue ${mapping.settings.eventSourceArn.split(':')[5] ?? ''} to ${fn.name}`;
    const work: PendingWork[] = [];
    if (this.#windowEndsAt !== undefined) work.push({ what: `${what}: batching window`, dueAt: this.#windowEndsAt });
    else if (this.#moves()) work.push({ what: `${what}: ${this.#running} batches` });
    else for (const { dueAt } of this.#throttled) work.push({ what: `${what}: throttled`, dueAt });
    this.#returning = this.#returning.filter((visibleAt) => visibleAt > this.#now());
    if (this.#returning.length > 0) {
      work.push({ what: `${what}: ${this.#returning.length} failed messages`, dueAt: Math.min(...this.#returning) });
    }
    return work;
  }

  stop(): void {
    this.#stop.abort();
    this.#unlisten();
    this.#hungry = false;
    this.#returning = [];
    this.#wakeCollector?.();
  }

  #moves(): boolean {
    return this.#fetching || this.#running > this.#throttled.size || (this.#hungry && this.#hasRoom());
  }

  #now(): number {
    return this.#options.state.cloud.clock.now();
  }

  #wake(): void {
    if (this.#stop.signal.aborted) return;
    this.#hungry = true;
    this.#wakeCollector?.();
    this.#go();
  }

  #go(): void {
    void this.#pump().catch(reportFailure('a queue mapping'));
  }

  /** Batches at once: one more than there are environments, so that waiting messages gather into larger batches. */
  #hasRoom(): boolean {
    const { maximumConcurrency = Infinity } = this.#options.mapping.settings;
    return this.#running < Math.min(maximumConcurrency, this.#options.fn.pool.size + 1);
  }

  async #pump(): Promise<void> {
    if (this.#fetching) return;
    this.#fetching = true;
    try {
      while (this.#hungry && this.#hasRoom() && !this.#stop.signal.aborted) await this.#fetch();
    } finally {
      this.#fetching = false;
    }
  }

  async #fetch(): Promise<void> {
    this.#hungry = false;
    const batch = await this.#collect();
    if (batch.length === 0) return;
    this.#running += 1;
    void this.#process(batch)
      .catch(reportFailure('a queue mapping'))
      .finally(() => {
        this.#running -= 1;
        this.#go();
      });
  }

  /** Messages of one batch: what is there, and until the batching window ends what still comes. */
  async #collect(): Promise<readonly Received[]> {
    const { batchSize, batchingWindowSeconds } = this.#options.mapping.settings;
    const batch = [...(await this.#receive(batchSize))];
    if (batch.length === 0) return batch;
    const endsAt = this.#now() + batchingWindowSeconds * 1000;
    while (batch.length < batchSize && this.#now() < endsAt && !this.#stop.signal.aborted) {
      const more = await this.#receive(batchSize - batch.length);
      batch.push(...more);
      if (more.length === 0) await this.#waitForMessage(endsAt);
    }
    if (batch.length >= Math.min(batchSize, MAX_PER_CALL)) this.#hungry = true;
    return batch;
  }

  async #waitForMessage(endsAt: number): Promise<void> {
    const woken = new AbortController();
    this.#wakeCollector = () => woken.abort();
    this.#windowEndsAt = endsAt;
    await this.#options.state.cloud.clock.sleep(endsAt - this.#now(), woken.signal);
    this.#windowEndsAt = undefined;
    this.#wakeCollector = undefined;
  }

  async #receive(wanted: number): Promise<readonly Received[]> {
    const received = await this.#source.receive(wanted);
    if (received === undefined) this.#options.state.cloud.clock.after(RETRY_REFUSED_MS, () => this.#wake());
    return received ?? [];
  }

  async #process(batch: readonly Received[]): Promise<void> {
    const wanted = batch.filter(({ record }) => this.#matches(filteredQueueRecord(record)));
    const unwanted = batch.filter((received) => !wanted.includes(received));
    await this.#delete(unwanted);
    for (const part of partsOf(wanted)) await this.#runPart(part);
  }

  async #runPart(part: readonly Received[]): Promise<void> {
    const verdict = await this.#invoke(part);
    const isFailed = ({ message }: Received): boolean =>
      verdict === 'failed' || (verdict !== 'succeeded' && verdict.has(message.MessageId));
    this.#expect(part.filter(isFailed));
    await this.#delete(part.filter((received) => !isFailed(received)));
  }

  async #invoke(part: readonly Received[]): Promise<BatchVerdict> {
    const { state, fn, mapping } = this.#options;
    const payload = JSON.stringify({ Records: part.map(({ record }) => record) });
    const expiresAt = Math.min(...part.map(({ visibleAt }) => visibleAt));
    for (let waitMs = THROTTLED_WAIT_MS; !fn.deleted; waitMs *= 2) {
      try {
        const result = await runInvocation(state, fn, { payload });
        if (result.functionError !== undefined) return 'failed';
        if (!mapping.settings.reportBatchItemFailures) return 'succeeded';
        return readBatchResponse(result.payload, new Set(part.map(({ message }) => message.MessageId)));
      } catch (error) {
        if (!(error instanceof AwsError) || this.#now() + waitMs >= expiresAt) return 'failed';
        await this.#backOff(waitMs);
      }
    }
    return 'failed';
  }

  async #backOff(waitMs: number): Promise<void> {
    const wait = { dueAt: this.#now() + waitMs };
    this.#throttled.add(wait);
    await this.#options.state.cloud.clock.sleep(waitMs, this.#stop.signal);
    this.#throttled.delete(wait);
  }

  async #delete(done: readonly Received[]): Promise<void> {
    if (done.length > 0) this.#expect(await this.#source.delete(done));
  }

  /** These come back when their visibility timeout ends. */
  #expect(messages: readonly Received[]): void {
    if (messages.length === 0) return;
    this.#source.forgetVisibility();
    const now = this.#now();
    this.#returning = [...this.#returning, ...messages.map(({ visibleAt }) => visibleAt)].filter((at) => at > now);
  }
}

/** Bytes of a record beside its body, at most. */
const RECORD_OVERHEAD_BYTES = 16_384;

/** Splits a batch where its payload could grow past the limit of an invocation. */
function partsOf(batch: readonly Received[]): readonly (readonly Received[])[] {
  const parts: Received[][] = [];
  let bytes = Infinity;
  for (const received of batch) {
    const size = Buffer.byteLength(received.message.Body) * 2 + RECORD_OVERHEAD_BYTES;
    if (bytes + size > MAX_PAYLOAD_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    bytes += size;
    parts.at(-1)?.push(received);
  }
  return parts;
}
