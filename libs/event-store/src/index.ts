export {
  COMMIT_CONDITION,
  type CommitItem,
  commitItem,
  commitOf,
  MAX_COMMIT_BYTES,
  MAX_EVENT_DATA_BYTES,
} from './commit-item.ts';
export { type DynamoEventStoreOptions, makeDynamoEventStore } from './dynamo-event-store.ts';
export {
  CommitTooLargeError,
  EventTooLargeError,
  InvalidCommitError,
  StreamConflictError,
  StreamCorruptError,
} from './errors.ts';
export type {
  AppendOptions,
  Commit,
  CommitContext,
  DomainEvent,
  EventStore,
  Rehydrated,
  StreamProjection,
  StreamSlice,
} from './event-store.ts';
export { makeInMemoryEventStore } from './in-memory-event-store.ts';
export { attributeBytes, itemBytes, jsonBytes } from './item-size.ts';
export { type RetryOptions, retryOnConflict } from './retry-on-conflict.ts';
