export { type ConsumeOptions, consume, type MessageContext, type QueueHandler } from './consume.ts';
export { type Cause, derivedContext } from './derived-context.ts';
export {
  InboxActionRefusedError,
  InboxContentionError,
  InboxPlanChangedError,
  RepeatedReadingError,
  TooManyHopsError,
} from './errors.ts';
export { type Inbox, type InboxOptions, type InboxParts, makeInbox, makeInboxOn } from './inbox.ts';
export { type LogFields, type Logger, type LoggerOptions, makeLogger } from './logger.ts';
export { makeParkQueue, type ParkedEvent, type ParkPort } from './park.ts';
export { type CommitProjection, projectCommits, type ProjectionOptions } from './project-commits.ts';
export { makePublisher, type PublisherOptions } from './publisher.ts';
export { type EntryOutcome, makePutEvents, type PutEventsPort } from './put-events.ts';
export { MissingSettingError, settingsIn } from './settings.ts';
export { shardOf } from './shard.ts';
export type { TableStreamHandler } from './stream-commits.ts';
export { childTraceparent, newTraceparent } from './trace-context.ts';
export {
  type CancellationReason,
  makeDynamoTransactions,
  type TransactAction,
  type TransactionOutcome,
  type TransactionPort,
} from './transactions.ts';
