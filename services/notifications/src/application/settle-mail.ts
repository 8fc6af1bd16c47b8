import type { CommitContext } from '@tidings/event-store';
import { changeClaim } from './change-claim.ts';
import { FeedbackRejectedError } from './errors.ts';
import type { ClaimStore, StoredClaim } from './ports.ts';

/** The provider's word that it has a mail. */
export interface SentMail {
  readonly emailId: string;
  readonly messageId: string;
  readonly sentAt: string;
}

/**
 * Settles a claim, by the provider's answer or by its own event, in any order and however often: `EmailSent` goes out once.
 * @returns the trace that the claim began with.
 * @throws {FeedbackRejectedError} no such claim, or the mail is on record under another message's id.
 */
export async function settleMail(
  claims: ClaimStore,
  { emailId, messageId, sentAt, believed }: SentMail & { readonly believed?: StoredClaim },
): Promise<CommitContext | undefined> {
  const settled = await changeClaim(claims, {
    emailId,
    command: { type: 'SettleMail', messageId, sentAt },
    ...(believed === undefined ? {} : { believed }),
  });
  if (!settled.ok) throw new FeedbackRejectedError(emailId, settled.rejection.reason);
  return settled.context;
}
