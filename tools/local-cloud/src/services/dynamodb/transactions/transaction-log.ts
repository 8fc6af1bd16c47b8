import type { Clock } from '../../../clock/clock.ts';
import { AwsError } from '../../../core/aws-error.ts';

/** A token names a finished transaction this long. docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html */
const TOKEN_LIFETIME_MS = 10 * 60 * 1000;

export interface ItemAddress {
  readonly tableName: string;
  /** The item's key as the store sorts it. */
  readonly key: string;
}

interface Finished {
  /** Digest of the request's items. */
  readonly digest: string;
  readonly atMs: number;
}

const addressOf = (tableName: string, key: string): string => `${tableName}~${key}`;

/** Which items a transaction under way holds, and which transactions have been carried out under a token. */
export class TransactionLog {
  readonly #clock: Clock;
  readonly #held = new Set<string>();
  /** In the order in which they finished. */
  readonly #finished = new Map<string, Finished>();
  readonly #running = new Set<string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  isHeld(tableName: string, key: string): boolean {
    return this.#held.size > 0 && this.#held.has(addressOf(tableName, key));
  }

  /** @throws {AwsError} `TransactionConflictException`: what AWS answers a plain write of such an item. */
  guard(tableName: string, key: string): void {
    if (this.isHeld(tableName, key))
      throw new AwsError('TransactionConflictException', 'Transaction is ongoing for the item');
  }

  /** Holds the items until the returned function is called. */
  hold(items: readonly ItemAddress[]): () => void {
    const addresses = items.map(({ tableName, key }) => addressOf(tableName, key));
    for (const address of addresses) this.#held.add(address);
    return () => {
      for (const address of addresses) this.#held.delete(address);
    };
  }

  /**
   * True when the token's transaction has been carried out already.
   * @throws {AwsError} `IdempotentParameterMismatchException`, `TransactionInProgressException`.
   */
  isRepeat(token: string, digest: string): boolean {
    this.#forgetOld();
    const finished = this.#finished.get(token);
    if (finished !== undefined && finished.digest !== digest)
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'The request rejected because it was retried with a different payload but with a request token that was already used.',
      );
    if (this.#running.has(token))
      throw new AwsError(
        'TransactionInProgressException',
        'The transaction with the given request token is already in progress.',
      );
    return finished !== undefined;
  }

  /** Runs the transaction of a token and remembers it when it was carried out. */
  async runAs<T>(token: string, digest: string, transaction: () => Promise<T>): Promise<T> {
    this.#running.add(token);
    try {
      const result = await transaction();
      this.#finished.set(token, { digest, atMs: this.#clock.now() });
      return result;
    } finally {
      this.#running.delete(token);
    }
  }

  #forgetOld(): void {
    const oldest = this.#clock.now() - TOKEN_LIFETIME_MS;
    for (const [token, { atMs }] of this.#finished) {
      if (atMs > oldest) return;
      this.#finished.delete(token);
    }
  }
}
