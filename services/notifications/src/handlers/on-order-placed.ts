import { orderPlaced } from '@tidings/events/orders/order-placed';
import { consume, derivedContext, type QueueHandler } from '@tidings/messaging';
import { confirmationOf } from '../application/order-mails.ts';
import { composeSendMailOnce, logger, now, service } from '../composition.ts';

const sendMailOnce = composeSendMailOnce();

/** OrderPlaced → one confirmation e-mail. */
export const handler: QueueHandler = consume(
  [
    orderPlaced.v1.reading(
      'orderId',
      'contact.email',
      'contact.name',
      'currency',
      'lines.description',
      'lines.quantity',
      'lines.unitPriceMinor',
      'totalMinor',
      'placedAt',
    ),
  ],
  async (event, { correlationId }) => {
    const outcome = await sendMailOnce(confirmationOf(event.data, derivedContext(event, now().toISOString())));
    logger.info('Confirmation handled', { correlationId, eventId: event.id, outcome });
  },
  { service, logger },
);
