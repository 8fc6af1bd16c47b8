import { AwsError, type Json } from '../../../core/aws-error.ts';
import type { PendingWork } from '../../../core/service.ts';
import { invalidParameterValue } from '../errors.ts';
import { reportFailure } from '../internal-failure.ts';
import { compileFilters, type RecordFilter } from './filter.ts';
import type { Poller } from './mapping.ts';
import type { PollerOptions } from './queue-source.ts';
import { isDenied, sourceCallOf, type SourceCall } from './source-client.ts';
import { StreamLane } from './stream-lane.ts';
import { laneOf, streamEventRecord, type StreamRecord } from './stream-record.ts';

/** DynamoDB serves its streams too: their ARNs and permissions are DynamoDB's. */
const STREAMS = 'dynamodb';

/** Records read ahead of the function, per lane. */
const MAX_AHEAD = 2000;

/** How long the poller leaves a stream alone that refuses it, on the cloud's clock. */
const RETRY_REFUSED_MS = 10_000;

/** An iterator can be used for 15 minutes. amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
const RENEW_ITERATOR_MS = 600_000;

const isOutdated = (error: unknown): boolean =>
  error instanceof AwsError && ['ExpiredIteratorException', 'TrimmedDataAccessException'].includes(error.code);

interface Shard {
  readonly id: string;
  /** Undefined once a closed shard is read to its end. */
  iterator: string | undefined;
  lastSequence: string | undefined;
  readonly lanes: readonly StreamLane[];
}

/** Reads one table's stream for one function. docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export class StreamPoller implements Poller {
  readonly #options: PollerOptions;
  readonly #call: SourceCall;
  readonly #matches: RecordFilter;
  readonly #shards: Shard[] = [];
  readonly #stop = new AbortController();
  #unlisten: () => void = () => undefined;
  #hungry = false;
  #reading = false;

  constructor(options: PollerOptions) {
    this.#options = options;
    this.#call = sourceCallOf(options.state, options.fn);
    this.#matches = compileFilters(options.mapping.settings.filters);
  }

  /**
   * Finds the shards and their starting positions; reading goes on by itself.
   * @throws {AwsError} InvalidParameterValueException when the role may not read the stream.
   */
  async start(): Promise<void> {
    const { eventSourceArn } = this.#options.mapping.settings;
    try {
      await this.#findShards();
    } catch (error) {
      if (!isDenied(error)) throw error;
      throw invalidParameterValue(
        `Cannot access stream ${eventSourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, ` +
          'DescribeStream, and ListStreams Actions on your stream in IAM.',
      );
    }
    this.#unlisten = this.#options.state.cloud.signals.listen(`stream:${eventSourceArn}`, () => this.#wake());
    this.#wake();
    if (this.#options.mapping.settings.startingPosition === 'LATEST') this.#keepPlace();
  }

  pending(): readonly PendingWork[] {
    const what = `stream of table ${/table\/([^/]+)/.exec(this.#options.mapping.settings.eventSourceArn)?.[1] ?? ''} to ${this.#options.fn.name}`;
    const inLanes = this.#shards.flatMap(({ lanes }) => lanes.flatMap((lane) => lane.pending(what)));
    return this.#reading || this.#hungry ? [...inLanes, { what: `${what}: reading` }] : inLanes;
  }

  stop(): void {
    for (const shard of this.#shards) this.#saveCheckpoint(shard);
    this.#stop.abort();
    this.#unlisten();
    this.#hungry = false;
    this.#shards.length = 0;
  }

  #saveCheckpoint({ id, lanes, lastSequence }: Shard): void {
    const waiting = lanes.flatMap(({ first }) => first?.dynamodb.SequenceNumber ?? []).toSorted();
    const [first] = waiting;
    const { checkpoints } = this.#options.mapping;
    if (first !== undefined) checkpoints.set(id, { type: 'AT_SEQUENCE_NUMBER', sequenceNumber: first });
    else if (lastSequence !== undefined)
      checkpoints.set(id, { type: 'AFTER_SEQUENCE_NUMBER', sequenceNumber: lastSequence });
  }

  /** Where reading starts: where an earlier reader stopped, or the mapping's starting position. */
  #startOf(shardId: string): Json {
    const { checkpoints, settings } = this.#options.mapping;
    const checkpoint = checkpoints.get(shardId);
    if (checkpoint === undefined) return { ShardIteratorType: settings.startingPosition ?? 'TRIM_HORIZON' };
    return { ShardIteratorType: checkpoint.type, SequenceNumber: checkpoint.sequenceNumber };
  }

  async #findShards(): Promise<void> {
    const { eventSourceArn, parallelizationFactor } = this.#options.mapping.settings;
    const answer = await this.#call(STREAMS, 'DescribeStream', { StreamArn: eventSourceArn });
    const description = answer['StreamDescription'] as { readonly Shards: readonly { readonly ShardId: string }[] };
    for (const { ShardId } of description.Shards) {
      const iterator = await this.#firstIterator(ShardId);
      const laneOptions = { ...this.#options, shardId: ShardId, stop: this.#stop.signal, onRoom: () => this.#goOn() };
      const lanes = Array.from({ length: parallelizationFactor }, () => new StreamLane(laneOptions));
      this.#shards.push({ id: ShardId, iterator, lastSequence: undefined, lanes });
    }
  }

  async #firstIterator(shardId: string): Promise<string> {
    try {
      return await this.#iterator(shardId, this.#startOf(shardId));
    } catch (error) {
      if (!isOutdated(error)) throw error;
      return this.#iterator(shardId, { ShardIteratorType: 'TRIM_HORIZON' });
    }
  }

  async #iterator(ShardId: string, position: Json): Promise<string> {
    const input = { StreamArn: this.#options.mapping.settings.eventSourceArn, ShardId, ...position };
    const { ShardIterator } = await this.#call(STREAMS, 'GetShardIterator', input);
    return ShardIterator as string;
  }

  /** Reads after this turn of the event loop: what the turn writes comes in one batch. */
  #wake(): void {
    if (this.#stop.signal.aborted || this.#hungry) return;
    this.#hungry = true;
    setImmediate(() => this.#goOn());
  }

  /** A lane has room: reads on if reading had stopped for want of it. */
  #goOn(): void {
    if (this.#hungry) void this.#read().catch(reportFailure('a stream mapping'));
  }

  async #read(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    try {
      while (this.#hungry && this.#hasRoom() && !this.#stop.signal.aborted) await this.#readAll();
    } catch (error) {
      this.#note(error);
    } finally {
      this.#reading = false;
    }
  }

  #hasRoom(): boolean {
    return this.#shards.every(({ lanes }) => lanes.every(({ backlog }) => backlog < MAX_AHEAD));
  }

  async #readAll(): Promise<void> {
    this.#hungry = false;
    for (const shard of this.#shards) if (await this.#readShard(shard)) this.#hungry = true;
  }

  /** True when there may be more. */
  async #readShard(shard: Shard): Promise<boolean> {
    if (shard.iterator === undefined) return false;
    const answer = await this.#getRecords(shard, shard.iterator);
    const records = (answer['Records'] ?? []) as readonly StreamRecord[];
    shard.iterator = answer['NextShardIterator'] as string | undefined;
    shard.lastSequence = records.at(-1)?.dynamodb.SequenceNumber ?? shard.lastSequence;
    this.#distribute(records, shard.lanes);
    return records.length > 0 && shard.iterator !== undefined;
  }

  #distribute(records: readonly StreamRecord[], lanes: readonly StreamLane[]): void {
    const { eventSourceArn } = this.#options.mapping.settings;
    for (const record of records) {
      if (this.#matches(streamEventRecord(record, eventSourceArn))) lanes[laneOf(record, lanes.length)]?.push(record);
    }
    for (const lane of lanes) lane.start();
  }

  /** An iterator lives 15 minutes and a record a day: both may have passed since the last read. */
  async #getRecords(shard: Shard, ShardIterator: string): Promise<Json> {
    try {
      return await this.#call(STREAMS, 'GetRecords', { ShardIterator });
    } catch (error) {
      if (!isOutdated(error)) throw error;
      return this.#call(STREAMS, 'GetRecords', { ShardIterator: await this.#freshIterator(shard) });
    }
  }

  async #freshIterator({ id, lastSequence }: Shard): Promise<string> {
    const oldest = { ShardIteratorType: 'TRIM_HORIZON' };
    if (lastSequence === undefined) return this.#iterator(id, oldest);
    try {
      return await this.#iterator(id, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: lastSequence });
    } catch (error) {
      if (!isOutdated(error)) throw error;
      return this.#iterator(id, oldest);
    }
  }

  /** A reader that began at LATEST knows its place only by its iterator until the first record: it is renewed in time. */
  #keepPlace(): void {
    const isLost = ({ iterator, lastSequence }: Shard): boolean => iterator !== undefined && lastSequence === undefined;
    if (this.#stop.signal.aborted || !this.#shards.some(isLost)) return;
    this.#wake();
    this.#options.state.cloud.clock.after(RENEW_ITERATOR_MS, () => this.#keepPlace());
  }

  /** The stream refuses: shown as the mapping's last result, and tried again later. */
  #note(error: unknown): void {
    if (!(error instanceof AwsError)) throw error;
    this.#options.mapping.lastProcessingResult = `PROBLEM: ${error.message}`;
    this.#hungry = false;
    this.#options.state.cloud.clock.after(RETRY_REFUSED_MS, () => this.#wake());
  }
}
