import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { InboxActionRefusedError, InboxContentionError, InboxPlanChangedError } from './errors.ts';
import { pause, type Wait } from './pause.ts';
import { makeDynamoTransactions, type TransactAction, type TransactionPort } from './transactions.ts';

/** Changes that a message leads to, applied once in effect however often it is delivered. */
export interface Inbox {
  /**
   * Applies an event's actions, in transactions of at most 90, each with a mark of its own. Redelivered after a
   * crash, it applies the chunks that are missing and no other. The same event must always give the same actions in
   * the same order, and no chunk may change one item twice.
   * @throws {InboxContentionError} other writers were in the way each time; let the message be delivered again.
   * @throws {InboxActionRefusedError} an action's own condition does not hold.
   * @throws {InboxPlanChangedError} the event was begun with another number of actions.
   */
  apply(eventId: string, actions: readonly TransactAction[]): Promise<'applied' | 'already-applied'>;
}

export interface InboxOptions {
  readonly client: DynamoDBDocumentClient;
  /** The table of the marks (keys `pk` and `sk`, TTL attribute `expiresAt`). */
  readonly tableName: string;
  /** Who consumes: each consumer has marks of its own. */
  readonly consumer: string;
  readonly now: () => Date;
}

/** What an inbox on any transactions needs. */
export interface InboxParts {
  readonly transactions: TransactionPort;
  readonly tableName: string;
  readonly consumer: string;
  readonly now: () => Date;
  readonly wait?: Wait;
}

interface Chunk {
  readonly eventId: string;
  readonly chunk: number;
  /** Of the whole event. */
  readonly totalActions: number;
  readonly actions: readonly TransactAction[];
}

/**
 * Actions of one transaction, besides its mark. DynamoDB takes 100; the rest is room for what a caller may add.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const MAX_ACTIONS_PER_CHUNK = 90;
/** Beyond that history is replayed into new views only. */
const MARK_DAYS = 120;
const SECONDS_PER_DAY = 86_400;
const MAX_ATTEMPTS = 10;
const FIRST_PAUSE_MS = 20;
/** An expired mark that DynamoDB has not deleted yet counts as absent: deleting takes it up to a few days. */
const MARK_CONDITION = 'attribute_not_exists(pk) OR expiresAt <= :now';

/** An inbox whose marks are items of a DynamoDB table. */
export function makeInbox({ client, tableName, consumer, now }: InboxOptions): Inbox {
  return makeInboxOn({ transactions: makeDynamoTransactions(client), tableName, consumer, now });
}

/** An inbox on any transactions: for tests and simulations. */
export function makeInboxOn(parts: InboxParts): Inbox {
  return {
    apply: async (eventId, actions) => {
      let applied = false;
      for (const chunk of chunksOf(eventId, actions)) {
        // One after the other: chunks of one event often change the same hot rows.
        const isNew = await applyChunk(parts, chunk);
        applied ||= isNew;
      }
      return applied ? 'applied' : 'already-applied';
    },
  };
}

function chunksOf(eventId: string, actions: readonly TransactAction[]): readonly Chunk[] {
  const count = Math.max(1, Math.ceil(actions.length / MAX_ACTIONS_PER_CHUNK));
  return Array.from({ length: count }, (_, chunk) => ({
    eventId,
    chunk,
    totalActions: actions.length,
    actions: actions.slice(chunk * MAX_ACTIONS_PER_CHUNK, (chunk + 1) * MAX_ACTIONS_PER_CHUNK),
  }));
}

/** @returns whether the chunk was applied now; false = an earlier delivery has. */
async function applyChunk(parts: InboxParts, chunk: Chunk): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await parts.transactions.write([markOf(parts, chunk), ...chunk.actions]);
    if (outcome.status === 'written') return true;
    const [mark, ...reasons] = outcome.reasons;
    if (mark?.code === 'ConditionalCheckFailed') return assertSamePlan(chunk, mark.item);
    if (![mark, ...reasons].some((reason) => reason !== undefined && isTransient(reason.code))) {
      throw refusal(chunk, reasons, outcome.cause);
    }
    if (attempt === MAX_ATTEMPTS) throw new InboxContentionError(chunk, attempt, { cause: outcome.cause });
    await (parts.wait ?? pause)(FIRST_PAUSE_MS * 2 ** Math.min(attempt, 6));
  }
}

function assertSamePlan({ eventId, totalActions }: Chunk, mark: Readonly<Record<string, unknown>> | undefined): false {
  const begun = mark?.['totalActions'];
  if (typeof begun === 'number' && begun !== totalActions) {
    throw new InboxPlanChangedError(eventId, begun, totalActions);
  }
  return false;
}

function refusal(chunk: Chunk, reasons: readonly { readonly code: string }[], cause: unknown): InboxActionRefusedError {
  const index = reasons.findIndex(({ code }) => code !== 'None');
  const action = chunk.chunk * MAX_ACTIONS_PER_CHUNK + index;
  return new InboxActionRefusedError(chunk.eventId, { action, code: reasons[index]?.code ?? 'unknown' }, { cause });
}

/** Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html (cancellation reasons) */
function isTransient(code: string): boolean {
  return ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'].includes(code);
}

function markOf({ tableName, consumer, now }: InboxParts, { eventId, chunk, totalActions }: Chunk): TransactAction {
  const nowSeconds = Math.floor(now().getTime() / 1_000);
  return {
    Put: {
      TableName: tableName,
      Item: {
        pk: `inbox#${consumer}#${eventId}`,
        sk: String(chunk),
        kind: 'mark',
        totalActions,
        expiresAt: nowSeconds + MARK_DAYS * SECONDS_PER_DAY,
      },
      ConditionExpression: MARK_CONDITION,
      ExpressionAttributeValues: { ':now': nowSeconds },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}
