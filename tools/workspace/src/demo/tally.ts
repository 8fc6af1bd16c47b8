/** Everything that the running system was asked after the last order settled. */
export interface Observed {
  /** Distinct events that reached the bus, by type. */
  readonly events: Readonly<Record<'OrderPlaced' | 'OrderCancelled', number>>;
  readonly mails: MailCount;
  readonly deadLetters: number;
  /** What still moves, when the wait for quiet was given up. */
  readonly stillMoving: readonly string[];
}

/** Mails in the ledger: all, those beyond the one that each command deserves, and commands without any. */
export interface MailCount {
  readonly sent: number;
  readonly duplicates: number;
  readonly missing: number;
}

/** A mail of the ledger, by what it says: which order, and whether it confirms or cancels. */
export interface LedgerMail {
  readonly orderId: string;
  readonly about: 'place' | 'cancel';
}

/** Judges the ledger: each accepted command has exactly one mail; anything else in the ledger is one too many. */
export function countMails(
  accepted: readonly { readonly orderId: string; readonly step: 'place' | 'cancel' }[],
  ledger: readonly (LedgerMail | undefined)[],
): MailCount {
  const due = new Set(accepted.map(({ orderId, step }) => `${step} ${orderId}`));
  let duplicates = 0;
  for (const mail of ledger) {
    if (mail === undefined || !due.delete(`${mail.about} ${mail.orderId}`)) duplicates += 1;
  }
  return { sent: ledger.length, duplicates, missing: due.size };
}
