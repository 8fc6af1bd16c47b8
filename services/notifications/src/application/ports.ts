import type { CommitContext } from '@tidings/event-store';
import type { Claim, ClaimEvent, MailTemplate } from '../domain/claim.ts';
import type { MailContent } from '../domain/mail-layout.ts';

/** A mail ready to go. */
export interface OutgoingMail {
  /** Travels with the mail and comes back in the provider's events. */
  readonly emailId: string;
  readonly to: { readonly email: string; readonly name: string };
  readonly content: MailContent;
}

/** What is known after one call of the provider. `unknown`: no answer came back, so the mail may have been sent. */
export type SendAnswer =
  | { readonly status: 'sent'; readonly messageId: string }
  /** `throttled`: it was only too much at once. */
  | { readonly status: 'refused'; readonly reason: string; readonly throttled: boolean }
  | { readonly status: 'unknown'; readonly reason: string };

/** Hands one mail to the provider, in one call: never tries again by itself, and never throws. */
export interface MailSender {
  send(mail: OutgoingMail): Promise<SendAnswer>;
}

/** A claim as it is kept: its state, and the trace of the event that it began with. */
export interface StoredClaim {
  readonly claim: Claim;
  readonly context: CommitContext;
}

/** One claim's next state, and the fact that others must hear of, which is written with it or not at all. */
export interface ClaimChange {
  readonly emailId: string;
  readonly before: Claim;
  readonly after: Claim;
  readonly context: CommitContext;
  readonly publish?: Extract<ClaimEvent, { readonly type: 'EmailSent' }>;
}

/** Keeps claims, one item each. */
export interface ClaimStore {
  /** The claim as it is now, read consistently; undefined: nobody has claimed this mail, or it was released. */
  read(emailId: string): Promise<StoredClaim | undefined>;
  /**
   * Writes the next state if the claim is still as it was before: same status, same attempt.
   * @throws {ClaimChangedError} somebody was faster, or an earlier try of this very write has succeeded; read again.
   */
  replace(change: ClaimChange): Promise<void>;
}

/** The claim is not as it was when it was read. */
export class ClaimChangedError extends Error {
  override readonly name = 'ClaimChangedError';
  readonly emailId: string;

  constructor(emailId: string, options?: ErrorOptions) {
    super(`The claim of mail ${emailId} has changed since it was read.`, options);
    this.emailId = emailId;
  }
}

/** A mail of which nobody knows whether it was sent. */
export interface ParkedMail {
  readonly emailId: string;
  readonly eventId: string;
  readonly orderId: string;
  readonly email: string;
  readonly template: MailTemplate;
  readonly claimedAt: string;
}

/** Where a person finds what only a person can decide. */
export interface ParkedMails {
  /** Told at least once; the claim says what holds. */
  park(mail: ParkedMail): Promise<void>;
}
