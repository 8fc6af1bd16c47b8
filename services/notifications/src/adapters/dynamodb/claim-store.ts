import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactWriteCommand,
} from '@aws-sdk/lib-dynamodb';
import { COMMIT_CONDITION, type CommitContext, commitItem } from '@tidings/event-store';
import { ClaimChangedError, type ClaimChange, type ClaimStore, type StoredClaim } from '../../application/ports.ts';
import type { Claim } from '../../domain/claim.ts';
import { attemptOf, outgoingCommit } from '../claim-identity.ts';

/** Where claims are kept. */
export interface DynamoClaimStoreOptions {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/**
 * Days a claim stays: longer than anything that can deliver its event again without saying that it is a replay.
 * The bus archives for 90 days.
 */
const CLAIM_DAYS = 120;
const SECONDS_PER_DAY = 86_400;
const SORT_KEY = 'claim';

interface ClaimItem {
  readonly pk: string;
  readonly sk: typeof SORT_KEY;
  readonly kind: 'claim';
  readonly status: Claim['status'];
  readonly attempt: string;
  readonly claim: Claim;
  readonly context: CommitContext;
  readonly expiresAt: number;
}

/**
 * Claims as items of the service's table. Each change is one conditional write; the one that settles carries the
 * outgoing commit in its transaction, and the table's stream publishes it. A claim that has expired and is not deleted
 * yet still counts: better no mail than a second one.
 */
export function makeDynamoClaimStore(options: DynamoClaimStoreOptions): ClaimStore {
  return {
    read: (emailId) => readClaim(options, emailId),
    replace: async (change) => {
      try {
        await write(options, change);
      } catch (error) {
        if (isLost(error)) throw new ClaimChangedError(change.emailId, { cause: error });
        throw error;
      }
    },
  };
}

async function readClaim(
  { client, tableName }: DynamoClaimStoreOptions,
  emailId: string,
): Promise<StoredClaim | undefined> {
  const answer = await client.send(new GetCommand({ TableName: tableName, Key: keyOf(emailId), ConsistentRead: true }));
  if (answer.Item === undefined) return undefined;
  const { claim, context } = answer.Item as ClaimItem;
  return { claim, context };
}

async function write({ client, tableName }: DynamoClaimStoreOptions, change: ClaimChange): Promise<void> {
  const condition = conditionOf(change.before);
  if (change.after.status === 'none') {
    await client.send(new DeleteCommand({ TableName: tableName, Key: keyOf(change.emailId), ...condition }));
    return;
  }
  const put = { TableName: tableName, Item: itemOf(change), ...condition };
  const outgoing = outgoingCommit(change);
  if (outgoing === undefined) {
    await client.send(new PutCommand(put));
    return;
  }
  const commit = commitItem(outgoing.stream, outgoing.events, outgoing.options);
  const putCommit = { TableName: tableName, Item: commit, ConditionExpression: COMMIT_CONDITION };
  await client.send(new TransactWriteCommand({ TransactItems: [{ Put: put }, { Put: putCommit }] }));
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, string>;
}

function conditionOf(before: Claim): Condition {
  if (before.status === 'none') return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#status = :status AND attempt = :attempt',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':status': before.status, ':attempt': attemptOf(before) },
  };
}

function itemOf({ emailId, after, context }: ClaimChange): ClaimItem {
  const bornAt = Date.parse(context.occurredAt) / 1000;
  return {
    ...keyOf(emailId),
    kind: 'claim',
    status: after.status,
    attempt: attemptOf(after),
    claim: after,
    context,
    expiresAt: Math.ceil(bornAt) + CLAIM_DAYS * SECONDS_PER_DAY,
  };
}

function keyOf(emailId: string): { readonly pk: string; readonly sk: typeof SORT_KEY } {
  return { pk: `claim#${emailId}`, sk: SORT_KEY };
}

/** Somebody else changed the claim, or is changing it in a transaction of their own at this moment. */
function isLost(error: unknown): boolean {
  if (error instanceof ConditionalCheckFailedException) return true;
  if (error instanceof Error && error.name === 'TransactionConflictException') return true;
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code);
  return codes.includes('ConditionalCheckFailed') || codes.includes('TransactionConflict');
}
