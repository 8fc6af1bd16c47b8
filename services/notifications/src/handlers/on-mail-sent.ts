import type { QueueHandler } from '@tidings/messaging';
import { parseMailSent } from '../adapters/ses/mail-sent.ts';
import { eachMessage } from '../adapters/sqs/each-message.ts';
import { settleMail } from '../application/settle-mail.ts';
import { composeClaims, logger } from '../composition.ts';

const claims = composeClaims();

/** SES's Send event → the mail's claim is settled, if SES's answer has not done so already. */
export const handler: QueueHandler = eachMessage(async (body) => {
  const sent = parseMailSent(body);
  const context = await settleMail(claims, sent);
  const { correlationId, traceparent } = context ?? {};
  logger.info('Mail settled', { ...sent, correlationId, traceparent });
}, logger);
