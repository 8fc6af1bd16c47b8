import { AwsError } from '../../../core/aws-error.ts';
import type { PendingWork } from '../../../core/service.ts';
import { reportFailure } from '../internal-failure.ts';
import { runInvocation, type InvocationResult } from '../invoke/run-invocation.ts';
import { readBatchResponse, type BatchVerdict } from './batch-response.ts';
import { reportDiscarded, type DiscardedBatch } from './discarded-batch.ts';
import type { PollerOptions } from './queue-source.ts';
import { streamEventRecord, type StreamRecord } from './stream-record.ts';

/** Waits between tries of a failing batch: Lambda's own are not documented, so these are short and double. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 60_000;

/** A stream keeps its records for a day. docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RETENTION_SECONDS = 86_400;

/** Payload of one invocation. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_PAYLOAD_BYTES = 6_291_456;

/** JSON of a record, at most: type names and quotes around its values, escapes in its texts, and what is around the images. */
const JSON_PER_BYTE = 4;
const RECORD_OVERHEAD_BYTES = 1024;

export interface LaneOptions extends PollerOptions {
  readonly shardId: string;
  readonly stop: AbortSignal;
  /** Called when the lane has handled a batch: there is room for more records. */
  readonly onRoom: () => void;
}

/** Records that were read and not handled yet, and how often they were tried. */
interface Batch {
  readonly records: readonly StreamRecord[];
  readonly attempts: number;
  /** Failures in a row, for the back-off. */
  readonly failures: number;
}

interface Answer {
  readonly verdict: BatchVerdict;
  readonly result: InvocationResult;
}

/**
 * One line of a shard: its records in order, one batch at a time; a failing batch holds up those behind it until it is
 * handled or given up. docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export class StreamLane {
  readonly #options: LaneOptions;
  #waiting: StreamRecord[] = [];
  /** Batches in work, the next one last: the halves of a split batch keep their order. */
  #stack: Batch[] = [];
  #running = false;
  #dueAt: number | undefined;
  #wakeWindow: (() => void) | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** Records that are not checkpointed. */
  get backlog(): number {
    return this.#stack.reduce((sum, { records }) => sum + records.length, this.#waiting.length);
  }

  /** The first record that is not done. */
  get first(): StreamRecord | undefined {
    return this.#stack.at(-1)?.records[0] ?? this.#waiting[0];
  }

  push(record: StreamRecord): void {
    this.#waiting.push(record);
    if (this.#waiting.length >= this.#options.mapping.settings.batchSize) this.#wakeWindow?.();
  }

  /** Starts on what was pushed. */
  start(): void {
    if (!this.#running && this.#waiting.length > 0) void this.#run().catch(reportFailure('a stream mapping'));
  }

  pending(what: string): readonly PendingWork[] {
    if (this.backlog === 0) return [];
    const text = `${what}: ${this.backlog} records`;
    return [this.#dueAt === undefined ? { what: text } : { what: text, dueAt: this.#dueAt }];
  }

  #now(): number {
    return this.#options.state.cloud.clock.now();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0 && !this.#options.stop.aborted) {
      await this.#waitForWindow();
      await this.#handleAll(this.#take());
      this.#options.onRoom();
    }
    this.#running = false;
  }

  async #waitForWindow(): Promise<void> {
    const { batchingWindowSeconds, batchSize } = this.#options.mapping.settings;
    if (batchingWindowSeconds === 0 || this.#waiting.length >= batchSize) return;
    const full = new AbortController();
    this.#wakeWindow = () => full.abort();
    await this.#sleep(batchingWindowSeconds * 1000, full.signal);
    this.#wakeWindow = undefined;
  }

  async #sleep(milliseconds: number, abort: AbortSignal): Promise<void> {
    this.#dueAt = this.#now() + milliseconds;
    await this.#options.state.cloud.clock.sleep(milliseconds, abort);
    this.#dueAt = undefined;
  }

  #take(): readonly StreamRecord[] {
    const { batchSize } = this.#options.mapping.settings;
    let bytes = 0;
    let count = 0;
    for (const record of this.#waiting.slice(0, batchSize)) {
      bytes += record.dynamodb.SizeBytes * JSON_PER_BYTE + RECORD_OVERHEAD_BYTES;
      if (count > 0 && bytes > MAX_PAYLOAD_BYTES) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #handleAll(records: readonly StreamRecord[]): Promise<void> {
    this.#stack = [{ records, attempts: 0, failures: 0 }];
    for (let batch = this.#stack.at(-1); batch !== undefined; batch = this.#stack.at(-1)) {
      const left = await this.#handle(batch);
      if (this.#options.stop.aborted || this.#options.fn.deleted) return;
      this.#stack.pop();
      this.#stack.push(...left.toReversed());
    }
  }

  /** Runs one batch once. Returns what is left to do, in order. */
  async #handle(batch: Batch): Promise<readonly Batch[]> {
    const fresh = await this.#dropOld(batch);
    if (fresh.records.length === 0) return [];
    const answer = await this.#invoke(fresh.records);
    if (answer === undefined) {
      await this.#sleep(retryMs(batch.failures + 1), this.#options.stop);
      return [{ ...fresh, failures: fresh.failures + 1 }];
    }
    const { verdict, result } = answer;
    if (verdict === 'succeeded') return [];
    return this.#afterFailure(fresh, verdict, result);
  }

  async #afterFailure(
    batch: Batch,
    verdict: Exclude<BatchVerdict, 'succeeded'>,
    result: InvocationResult,
  ): Promise<readonly Batch[]> {
    const { bisectBatchOnFunctionError, maximumRetryAttempts } = this.#options.mapping.settings;
    const failures = batch.failures + 1;
    const left = verdict === 'failed' ? batch.records : fromFirst(batch.records, verdict);
    const attempts = batch.attempts + 1;
    // A partial response splits at its checkpoint; a whole failure splits in half, which costs no retry.
    if (verdict === 'failed' && bisectBatchOnFunctionError && left.length > 1) {
      const middle = Math.ceil(left.length / 2);
      const halves = [left.slice(0, middle), left.slice(middle)];
      await this.#sleep(retryMs(failures), this.#options.stop);
      return halves.map((records) => ({ records, attempts: batch.attempts, failures }));
    }
    if (maximumRetryAttempts !== -1 && attempts > maximumRetryAttempts) {
      await this.#discard({ records: left, condition: 'RetryAttemptsExhausted', invokeCount: attempts, result });
      return [];
    }
    await this.#sleep(retryMs(failures), this.#options.stop);
    return [{ records: left, attempts, failures }];
  }

  /** Gives up the records that have grown too old. */
  async #dropOld(batch: Batch): Promise<Batch> {
    const { maximumRecordAgeSeconds } = this.#options.mapping.settings;
    const maxAge =
      maximumRecordAgeSeconds === -1 ? RETENTION_SECONDS : Math.min(maximumRecordAgeSeconds, RETENTION_SECONDS);
    const oldest = this.#now() / 1000 - maxAge;
    const isOld = ({ dynamodb }: StreamRecord): boolean => dynamodb.ApproximateCreationDateTime < Math.floor(oldest);
    const old = batch.records.filter(isOld);
    if (old.length === 0) return batch;
    await this.#discard({
      records: old,
      condition: 'RecordAgeExceeded',
      invokeCount: batch.attempts,
      result: undefined,
    });
    return { ...batch, records: batch.records.filter((record) => !isOld(record)) };
  }

  /** Undefined when the function could not be run now. */
  async #invoke(records: readonly StreamRecord[]): Promise<Answer | undefined> {
    const { state, fn, mapping } = this.#options;
    const { eventSourceArn, reportBatchItemFailures } = mapping.settings;
    const payload = JSON.stringify({ Records: records.map((record) => streamEventRecord(record, eventSourceArn)) });
    try {
      const result = await runInvocation(state, fn, { payload });
      mapping.lastProcessingResult = result.functionError === undefined ? 'OK' : 'PROBLEM: Function call failed';
      return { verdict: verdictOf(result, records, reportBatchItemFailures), result };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      mapping.lastProcessingResult = `PROBLEM: ${error.message}`;
      return undefined;
    }
  }

  #discard(batch: Omit<DiscardedBatch, 'shardId'>): Promise<void> {
    return reportDiscarded(this.#options, { ...batch, shardId: this.#options.shardId });
  }
}

const retryMs = (failures: number): number => Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS);

function verdictOf(result: InvocationResult, records: readonly StreamRecord[], reports: boolean): BatchVerdict {
  if (result.functionError !== undefined) return 'failed';
  if (!reports) return 'succeeded';
  return readBatchResponse(result.payload, new Set(records.map(({ dynamodb }) => dynamodb.SequenceNumber)));
}

/** The records from the lowest failed sequence number on: all before it are done. */
function fromFirst(records: readonly StreamRecord[], failed: ReadonlySet<string>): readonly StreamRecord[] {
  return records.slice(records.findIndex(({ dynamodb }) => failed.has(dynamodb.SequenceNumber)));
}
