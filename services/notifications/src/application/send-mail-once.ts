import type { CommitContext } from '@tidings/event-store';
import type { ClaimedMail } from '../domain/claim.ts';
import type { MailContent } from '../domain/mail-layout.ts';
import { changeClaim, unclaimed } from './change-claim.ts';
import { MailAnswerLostError, MailInFlightError, MailRefusedError } from './errors.ts';
import type { ClaimStore, MailSender, OutgoingMail, ParkedMails, SendAnswer, StoredClaim } from './ports.ts';
import { settleMail } from './settle-mail.ts';

/** What sending once is built of. */
export interface SendMailParts {
  readonly claims: ClaimStore;
  readonly sender: MailSender;
  readonly parkedMails: ParkedMails;
  readonly now: () => Date;
  /** A name that no other attempt has. */
  readonly newAttempt: () => string;
  /** Waits before the next try after this many throttled ones. */
  readonly pause: (throttled: number) => Promise<void>;
}

/** Calls for one claim while the provider answers that it is only too much at once. */
const MAX_TRIES = 3;

/** One mail that an event asks for. */
export interface MailRequest {
  readonly mail: ClaimedMail;
  readonly name: string;
  readonly content: MailContent;
  /** Context of what follows from the event. */
  readonly context: CommitContext;
}

/** What a delivery of the event led to. */
export type MailOutcome = 'sent' | 'settled-before' | 'parked' | 'replayed';

/** Sends the mail, or finds that it is not to be sent. */
export type SendMailOnce = (request: MailRequest) => Promise<MailOutcome>;

/**
 * Makes the one way a mail leaves: claim, one call, settle. Whatever is delivered again or crashes in between, the
 * provider takes one mail per claim at most, and a claim is given back only when the provider surely did not send.
 * The errors it throws put the message back into its queue: `MailInFlightError`, `MailRefusedError`,
 * `MailAnswerLostError`.
 */
export function makeSendMailOnce(parts: SendMailParts): SendMailOnce {
  return async (request) => {
    // A replay tells what was; the outside world has had its mail.
    if (request.context.replay !== undefined) return 'replayed';
    const { mail, context } = request;
    const attempt = parts.newAttempt();
    const claimed = await changeClaim(parts.claims, {
      emailId: mail.emailId,
      command: { type: 'ClaimMail', mail, attempt, at: parts.now().toISOString() },
      believed: unclaimed(context),
    });
    if (!claimed.ok) return waitOrPark(parts, mail);
    if (claimed.claim.status !== 'claimed') return 'settled-before';
    return callProvider(parts, request, { claim: claimed.claim, context });
  };
}

async function callProvider(parts: SendMailParts, request: MailRequest, believed: StoredClaim): Promise<MailOutcome> {
  const { emailId, email } = request.mail;
  const answer = await sendPatiently(parts, {
    emailId,
    to: { email, name: request.name },
    content: request.content,
  });
  switch (answer.status) {
    case 'sent': {
      const { messageId } = answer;
      await settleMail(parts.claims, { emailId, messageId, sentAt: parts.now().toISOString(), believed });
      return 'sent';
    }
    case 'refused':
      await release(parts.claims, emailId, believed);
      throw new MailRefusedError(emailId, answer.reason);
    case 'unknown':
      throw new MailAnswerLostError(emailId, answer.reason);
  }
}

/** A throttled call sent nothing, so calling again under the same claim is no second mail. */
async function sendPatiently({ sender, pause }: SendMailParts, mail: OutgoingMail): Promise<SendAnswer> {
  for (let tries = 1; ; tries += 1) {
    const answer = await sender.send(mail);
    const again = answer.status === 'refused' && answer.throttled && tries < MAX_TRIES;
    if (!again) return answer;
    await pause(tries);
  }
}

async function release(claims: ClaimStore, emailId: string, believed: StoredClaim): Promise<void> {
  if (believed.claim.status !== 'claimed') return;
  await changeClaim(claims, { emailId, command: { type: 'ReleaseMail', attempt: believed.claim.attempt }, believed });
}

/** Another attempt holds the claim: leave it time to be settled, and past the window ask a person. */
async function waitOrPark({ claims, parkedMails, now }: SendMailParts, mail: ClaimedMail): Promise<MailOutcome> {
  const { emailId, causeEventId: eventId, orderId, email, template } = mail;
  const parked = await changeClaim(claims, {
    emailId,
    command: { type: 'ParkMail', at: now().toISOString() },
    first: async (event) => {
      if (event.type !== 'MailParked') return;
      await parkedMails.park({ emailId, eventId, orderId, email, template, claimedAt: event.claimedAt });
    },
  });
  if (!parked.ok) throw new MailInFlightError(emailId);
  return parked.claim.status === 'parked' ? 'parked' : 'settled-before';
}
