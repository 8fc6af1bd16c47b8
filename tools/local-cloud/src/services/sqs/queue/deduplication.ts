/** How long a FIFO queue remembers a deduplication id. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html */
const DEDUPLICATION_INTERVAL_MS = 5 * 60_000;

/** What the first message with a deduplication id was answered. */
export interface SendReceipt {
  readonly messageId: string;
  readonly sequenceNumber: string | undefined;
}

interface Remembered extends SendReceipt {
  readonly at: number;
}

/** The deduplication ids of the last five minutes; a message counts even after it was received and deleted. */
export class Deduplication {
  readonly #known = new Map<string, Remembered>();

  find(key: string, now: number): SendReceipt | undefined {
    this.#forgetBefore(now - DEDUPLICATION_INTERVAL_MS);
    return this.#known.get(key);
  }

  remember(key: string, receipt: SendReceipt, now: number): void {
    this.#known.set(key, { ...receipt, at: now });
  }

  #forgetBefore(time: number): void {
    for (const [key, { at }] of this.#known) {
      if (at > time) return;
      this.#known.delete(key);
    }
  }
}
