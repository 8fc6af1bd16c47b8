import type { PendingWork } from '../../../core/service.ts';

/** Reads an event source for as long as its mapping is enabled. */
export interface Poller {
  pending(): readonly PendingWork[];
  /** Takes nothing new; what runs finishes. A stream's position is kept in {@link Mapping.checkpoints}. */
  stop(): void;
}

/** docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html */
export interface MappingSettings {
  readonly functionName: string;
  readonly eventSourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly batchingWindowSeconds: number;
  /** Patterns as text, as they were given; no filter when empty. */
  readonly filters: readonly string[];
  readonly reportBatchItemFailures: boolean;
  /** Queues only: batches that run at once; undefined for Lambda's own choice. */
  readonly maximumConcurrency: number | undefined;
  /** The rest is for streams only. */
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST' | undefined;
  readonly bisectBatchOnFunctionError: boolean;
  /** -1: until the record expires. */
  readonly maximumRetryAttempts: number;
  /** -1: until the record expires. */
  readonly maximumRecordAgeSeconds: number;
  readonly parallelizationFactor: number;
  /** ARN of the queue for discarded batches. */
  readonly onFailure: string | undefined;
}

/** The first record that is not done yet (`AT`), or the last one that was read (`AFTER`). */
export interface Checkpoint {
  readonly type: 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER';
  readonly sequenceNumber: string;
}

export interface Mapping {
  readonly uuid: string;
  readonly arn: string;
  settings: MappingSettings;
  /** Epoch milliseconds. */
  modifiedAt: number;
  /** For example `OK` or `PROBLEM: …`, as the API shows it. */
  lastProcessingResult: string;
  readonly tags: Map<string, string>;
  /** Streams: by shard, where the next reader goes on. */
  readonly checkpoints: Map<string, Checkpoint>;
  /** Undefined while it is disabled. */
  poller: Poller | undefined;
}
