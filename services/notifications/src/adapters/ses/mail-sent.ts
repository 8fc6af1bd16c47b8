import { parseDocument } from '@tidings/events';
import type { SentMail } from '../../application/settle-mail.ts';
import { CLAIM_TAG } from './claim-tag.ts';

/** An event of SES's is not of the shape that its documentation shows. */
export class UnreadableFeedbackError extends Error {
  override readonly name = 'UnreadableFeedbackError';
  readonly field: string;

  constructor(field: string) {
    super(`SES's event has no ${field}.`);
    this.field = field;
  }
}

/**
 * SES's "Email Sent" event from the default bus, as JSON text: which claim, which message, and when.
 * Source: docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html (the mail object)
 * @throws {UnreadableFeedbackError} tag, message id or time are missing.
 */
export function parseMailSent(text: string): SentMail {
  const event = parseDocument(text);
  return {
    emailId: textAt(event, 'detail', 'mail', 'tags', CLAIM_TAG, '0'),
    messageId: textAt(event, 'detail', 'mail', 'messageId'),
    sentAt: timeAt(event, 'detail', 'mail', 'timestamp'),
  };
}

function timeAt(event: unknown, ...path: readonly string[]): string {
  const at = new Date(textAt(event, ...path));
  if (Number.isNaN(at.getTime())) throw new UnreadableFeedbackError(path.join('.'));
  return at.toISOString();
}

function textAt(event: unknown, ...path: readonly string[]): string {
  const found = path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined,
    event,
  );
  if (typeof found !== 'string' || found === '') throw new UnreadableFeedbackError(path.join('.'));
  return found;
}
