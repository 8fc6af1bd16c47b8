import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** One write of a transaction, in the document client's shape. */
export type TransactAction = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Why one action kept a transaction from being written; `None` = it did not. */
export interface CancellationReason {
  readonly code: string;
  /** The item as it is, where the action asked for it. */
  readonly item?: Readonly<Record<string, unknown>>;
}

export type TransactionOutcome =
  | { readonly status: 'written' }
  | { readonly status: 'cancelled'; readonly reasons: readonly CancellationReason[]; readonly cause: unknown };

/** Writes all actions or none. */
export interface TransactionPort {
  write(actions: readonly TransactAction[]): Promise<TransactionOutcome>;
}

/** Transactions of DynamoDB. The SDK gives each a token, so that its own retries write once. */
export function makeDynamoTransactions(client: DynamoDBDocumentClient): TransactionPort {
  return {
    write: async (actions) => {
      try {
        await client.send(new TransactWriteCommand({ TransactItems: [...actions] }));
        return { status: 'written' };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        return { status: 'cancelled', reasons: (error.CancellationReasons ?? []).map(reasonOf), cause: error };
      }
    },
  };
}

function reasonOf({
  Code,
  Item,
}: NonNullable<TransactionCanceledException['CancellationReasons']>[number]): CancellationReason {
  const code = Code ?? 'None';
  return Item === undefined ? { code } : { code, item: unmarshall(Item) };
}
