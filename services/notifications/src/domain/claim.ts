import type { EmailSentV1 } from '@tidings/events/notifications/email-sent';
import { accept, type Decision, reject } from './decision.ts';

/** Which text a mail carries. */
export type MailTemplate = EmailSentV1['template'];

/** Which mail a claim is about: one event, one recipient, one template. */
export interface ClaimedMail {
  /** Hash of event, recipient and template: the claim's own id, and the tag the provider sends back. */
  readonly emailId: string;
  readonly template: MailTemplate;
  readonly email: string;
  readonly orderId: string;
  /** Id of the event that asked for the mail. */
  readonly causeEventId: string;
}

/** The right to send one mail, of which there is one, and what became of it. */
export type Claim =
  | { readonly status: 'none' }
  | { readonly status: 'claimed'; readonly mail: ClaimedMail; readonly attempt: string; readonly claimedAt: string }
  | { readonly status: 'sent'; readonly mail: ClaimedMail; readonly messageId: string; readonly sentAt: string }
  | {
      readonly status: 'parked';
      readonly mail: ClaimedMail;
      readonly attempt: string;
      readonly claimedAt: string;
      readonly parkedAt: string;
    };

/** Asks for the right to send. `attempt` tells apart those who ask. */
export interface ClaimMail {
  readonly type: 'ClaimMail';
  readonly mail: ClaimedMail;
  readonly attempt: string;
  readonly at: string;
}

/** The provider has the mail: its answer says so, or its own event does. */
export interface SettleMail {
  readonly type: 'SettleMail';
  readonly messageId: string;
  readonly sentAt: string;
}

/** The provider refused the mail before sending it, so another attempt may. */
export interface ReleaseMail {
  readonly type: 'ReleaseMail';
  readonly attempt: string;
}

/** Nobody knows whether the mail was sent, and waiting longer will not tell. */
export interface ParkMail {
  readonly type: 'ParkMail';
  readonly at: string;
}

export type ClaimCommand = ClaimMail | SettleMail | ReleaseMail | ParkMail;

export type ClaimEvent =
  | { readonly type: 'MailClaimed'; readonly mail: ClaimedMail; readonly attempt: string; readonly claimedAt: string }
  | { readonly type: 'EmailSent'; readonly version: 1; readonly data: EmailSentV1 }
  | { readonly type: 'MailReleased' }
  | {
      readonly type: 'MailParked';
      readonly mail: ClaimedMail;
      readonly attempt: string;
      readonly claimedAt: string;
      readonly parkedAt: string;
    };

export type ClaimRejection =
  /** Somebody has the claim and it is too early to give up on them. */
  | { readonly reason: 'MailInFlight' }
  /** A fact about a mail nobody asked for. */
  | { readonly reason: 'ClaimNotFound' }
  /** The provider reports another message than the one on record: a mail went out twice. */
  | { readonly reason: 'AnotherMessage'; readonly messageId: string };

/**
 * Seconds a claim waits for the provider's answer or event before it is parked. A queue shows a message again every
 * 180 s and five times in all: a mail claimed in one of the first three deliveries is parked two deliveries, 360 s,
 * later; one claimed after that ends as a dead letter, and parks when it is redriven.
 */
export const CLAIM_WINDOW_SECONDS = 300;

type ClaimDecision = Decision<ClaimEvent, ClaimRejection>;

function claimMail({ mail, attempt, at }: ClaimMail, claim: Claim): ClaimDecision {
  switch (claim.status) {
    case 'none':
      return accept({ type: 'MailClaimed', mail, attempt, claimedAt: at });
    case 'claimed':
      return claim.attempt === attempt ? accept() : reject({ reason: 'MailInFlight' });
    case 'sent':
    case 'parked':
      return accept(); // decided before: this mail is nobody's to send
  }
}

function settleMail({ messageId, sentAt }: SettleMail, claim: Claim): ClaimDecision {
  switch (claim.status) {
    case 'none':
      return reject({ reason: 'ClaimNotFound' });
    case 'claimed':
    case 'parked':
      return accept(emailSent(claim.mail, messageId, sentAt));
    case 'sent':
      return claim.messageId === messageId ? accept() : reject({ reason: 'AnotherMessage', messageId });
  }
}

function releaseMail({ attempt }: ReleaseMail, claim: Claim): ClaimDecision {
  const own = claim.status === 'claimed' && claim.attempt === attempt;
  return own ? accept({ type: 'MailReleased' }) : accept();
}

function parkMail({ at }: ParkMail, claim: Claim): ClaimDecision {
  switch (claim.status) {
    case 'none':
      return reject({ reason: 'ClaimNotFound' });
    case 'claimed': {
      const { mail, attempt, claimedAt } = claim;
      if (secondsBetween(claimedAt, at) < CLAIM_WINDOW_SECONDS) return reject({ reason: 'MailInFlight' });
      return accept({ type: 'MailParked', mail, attempt, claimedAt, parkedAt: at });
    }
    case 'sent':
    case 'parked':
      return accept();
  }
}

function decide(command: ClaimCommand, claim: Claim): ClaimDecision {
  switch (command.type) {
    case 'ClaimMail':
      return claimMail(command, claim);
    case 'SettleMail':
      return settleMail(command, claim);
    case 'ReleaseMail':
      return releaseMail(command, claim);
    case 'ParkMail':
      return parkMail(command, claim);
  }
}

function evolve(_claim: Claim, event: ClaimEvent): Claim {
  switch (event.type) {
    case 'MailClaimed':
      return { status: 'claimed', mail: event.mail, attempt: event.attempt, claimedAt: event.claimedAt };
    case 'EmailSent': {
      const { emailId, template, contact, orderId, causeEventId, messageId, sentAt } = event.data;
      const mail = { emailId, template, email: contact.email, orderId, causeEventId };
      return { status: 'sent', mail, messageId, sentAt };
    }
    case 'MailReleased':
      return { status: 'none' };
    case 'MailParked': {
      const { mail, attempt, claimedAt, parkedAt } = event;
      return { status: 'parked', mail, attempt, claimedAt, parkedAt };
    }
  }
}

function emailSent({ email, ...mail }: ClaimedMail, messageId: string, sentAt: string): ClaimEvent {
  return { type: 'EmailSent', version: 1, data: { ...mail, contact: { email }, messageId, sentAt } };
}

function secondsBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 1000;
}

/** The rules of sending one mail once. */
export const claimDecider: {
  readonly initialState: Claim;
  readonly decide: (command: ClaimCommand, claim: Claim) => ClaimDecision;
  readonly evolve: (claim: Claim, event: ClaimEvent) => Claim;
} = { initialState: { status: 'none' }, decide, evolve };
