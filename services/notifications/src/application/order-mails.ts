import { createHash } from 'node:crypto';
import type { CommitContext } from '@tidings/event-store';
import type { MailTemplate } from '../domain/claim.ts';
import type { MailContent } from '../domain/mail-layout.ts';
import {
  cancellationMail,
  type CancelledMailedOrder,
  confirmationMail,
  type MailedOrder,
} from '../domain/order-mail.ts';
import type { MailRequest } from './send-mail-once.ts';

/** The confirmation that an `OrderPlaced` asks for. */
export function confirmationOf(order: MailedOrder, context: CommitContext): MailRequest {
  return requestFor(order, context, { template: 'order-confirmation', content: confirmationMail(order) });
}

/** The cancellation that an `OrderCancelled` asks for. */
export function cancellationOf(order: CancelledMailedOrder, context: CommitContext): MailRequest {
  return requestFor(order, context, { template: 'order-cancellation', content: cancellationMail(order) });
}

/**
 * A mail's id: one for each event, recipient and template. Hexadecimal, as SES's message tags allow letters and digits.
 * Source: docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html
 */
export function emailIdOf(eventId: string, email: string, template: MailTemplate): string {
  return createHash('sha256')
    .update(JSON.stringify([eventId, email, template]))
    .digest('hex');
}

function requestFor(
  { orderId, contact }: Pick<MailedOrder, 'orderId' | 'contact'>,
  context: CommitContext,
  { template, content }: { readonly template: MailTemplate; readonly content: MailContent },
): MailRequest {
  const { email, name } = contact;
  const causeEventId = context.causationId;
  const emailId = emailIdOf(causeEventId, email, template);
  return { mail: { emailId, template, email, orderId, causeEventId }, name, content, context };
}
