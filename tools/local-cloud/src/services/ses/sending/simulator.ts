import { randomUUID } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import type { EventType, SentMail } from '../state.ts';

export interface MailEvent {
  readonly type: EventType;
  readonly detailType: string;
  readonly detail: Json;
}

/** What becomes of a mail at one recipient. */
type Fate = 'delivered' | 'bounced' | 'complained about';

const SIMULATOR = 'simulator.amazonses.com';

/** Addresses of SES's own simulator, labels after a plus sign allowed. docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html */
const FATES: Readonly<Record<string, Fate>> = {
  bounce: 'bounced',
  suppressionlist: 'bounced',
  complaint: 'complained about',
};

function fateOf(address: string): Fate {
  const [local = '', domain] = address.toLowerCase().split('@');
  const name = local.split('+')[0] ?? '';
  return domain === SIMULATOR && Object.hasOwn(FATES, name) ? (FATES[name] ?? 'delivered') : 'delivered';
}

const recipientsWith = (mail: SentMail, fates: readonly Fate[]): readonly string[] =>
  mail.recipients.filter((address) => fates.includes(fateOf(address)));

const timestampOf = ({ sentAt }: SentMail): string => new Date(sentAt).toISOString();

function delivery(mail: SentMail, recipients: readonly string[]): Json {
  return {
    timestamp: timestampOf(mail),
    processingTimeMillis: 0,
    recipients,
    smtpResponse: '250 2.6.0 Message received',
    remoteMtaIp: '127.0.0.1',
    reportingMTA: 'localhost',
  };
}

function bounce(mail: SentMail, recipients: readonly string[]): Json {
  const status = { action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' };
  return {
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: recipients.map((emailAddress) => ({ emailAddress, ...status })),
    timestamp: timestampOf(mail),
    feedbackId: randomUUID(),
    reportingMTA: 'dsn; localhost',
  };
}

function complaint(mail: SentMail, recipients: readonly string[]): Json {
  return {
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    complaintFeedbackType: 'abuse',
    timestamp: timestampOf(mail),
    feedbackId: randomUUID(),
    userAgent: 'Amazon SES Mailbox Simulator',
    arrivalDate: timestampOf(mail),
  };
}

/**
 * What happens to a mail after it was sent: everything is delivered, except to the simulator's addresses.
 * Contents: docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
export function outcomesOf(mail: SentMail, mailObject: Json): readonly MailEvent[] {
  const delivered = recipientsWith(mail, ['delivered', 'complained about']);
  const bounced = recipientsWith(mail, ['bounced']);
  const complained = recipientsWith(mail, ['complained about']);
  const events: readonly (MailEvent & { readonly to: readonly string[] })[] = [
    {
      type: 'delivery',
      detailType: 'Email Delivered',
      to: delivered,
      detail: { eventType: 'Delivery', mail: mailObject, delivery: delivery(mail, delivered) },
    },
    {
      type: 'bounce',
      detailType: 'Email Bounced',
      to: bounced,
      detail: { eventType: 'Bounce', mail: mailObject, bounce: bounce(mail, bounced) },
    },
    {
      type: 'complaint',
      detailType: 'Email Complaint Received',
      to: complained,
      detail: { eventType: 'Complaint', mail: mailObject, complaint: complaint(mail, complained) },
    },
  ];
  return events.filter(({ to }) => to.length > 0);
}
