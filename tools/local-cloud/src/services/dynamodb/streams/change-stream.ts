import { sameItem } from '../engine/item.ts';
import type { Item } from '../engine/item.ts';
import type { Cause, Change, KeySchemaElement } from '../engine/store.ts';

/** Records are kept this long. docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html */
const RETENTION_MS = 24 * 60 * 60 * 1000;

export const VIEW_TYPES = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;
export type StreamViewType = (typeof VIEW_TYPES)[number];

export interface StreamChange {
  /** Counts from 1 in each stream, without gaps. */
  readonly sequence: number;
  /** Epoch milliseconds on the cloud's clock. */
  readonly atMs: number;
  readonly oldItem: Item | undefined;
  readonly newItem: Item | undefined;
  readonly cause: Cause;
}

export interface StreamOptions {
  readonly arn: string;
  /** The time at which it was enabled, unique per table. */
  readonly label: string;
  readonly tableName: string;
  readonly viewType: StreamViewType;
  readonly keySchema: readonly KeySchemaElement[];
  readonly createdAtMs: number;
}

/**
 * The changes of one table in the order in which they happened. It has one shard, so order holds for the whole table and not
 * only per item as AWS promises.
 */
export class ChangeStream {
  readonly options: StreamOptions;
  #records: StreamChange[] = [];
  #head = 0;
  #next = 1;
  #closedAtMs: number | undefined;

  constructor(options: StreamOptions) {
    this.options = options;
  }

  /** The sequence number that the next change will get. */
  get nextSequence(): number {
    return this.#next;
  }

  /** The oldest sequence number that can still be read; the next one when there is none. */
  get firstSequence(): number {
    return this.#records[this.#head]?.sequence ?? this.#next;
  }

  get isClosed(): boolean {
    return this.#closedAtMs !== undefined;
  }

  /** True when a closed stream has outlived its records: AWS forgets it then. */
  isForgotten(nowMs: number): boolean {
    return this.#closedAtMs !== undefined && nowMs - this.#closedAtMs >= RETENTION_MS;
  }

  /** No change follows; what is there stays readable. */
  close(nowMs: number): void {
    this.#closedAtMs ??= nowMs;
  }

  /** Records the change, unless it changed nothing. Returns whether it did. */
  append({ oldItem, newItem, cause }: Change, atMs: number): boolean {
    if (this.isClosed || (oldItem !== undefined && newItem !== undefined && sameItem(oldItem, newItem))) return false;
    this.trim(atMs);
    this.#records.push({ sequence: this.#next, atMs, oldItem, newItem, cause });
    this.#next += 1;
    return true;
  }

  /** Up to `limit` changes from the sequence number on. */
  read(fromSequence: number, limit: number): readonly StreamChange[] {
    const from = this.#head + Math.max(0, fromSequence - this.firstSequence);
    return this.#records.slice(from, from + limit);
  }

  trim(nowMs: number): void {
    while ((this.#records[this.#head]?.atMs ?? nowMs) <= nowMs - RETENTION_MS) this.#head += 1;
    if (this.#head > 1024 && this.#head > this.#records.length / 2) {
      this.#records = this.#records.slice(this.#head);
      this.#head = 0;
    }
  }
}
