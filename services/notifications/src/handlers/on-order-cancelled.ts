import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { consume, derivedContext, type QueueHandler } from '@tidings/messaging';
import { cancellationOf } from '../application/order-mails.ts';
import { composeSendMailOnce, logger, now, service } from '../composition.ts';

const sendMailOnce = composeSendMailOnce();

/** OrderCancelled → one cancellation e-mail. */
export const handler: QueueHandler = consume(
  [
    orderCancelled.v1.reading(
      'orderId',
      'contact.email',
      'contact.name',
      'currency',
      'lines.description',
      'lines.quantity',
      'lines.unitPriceMinor',
      'totalMinor',
      'placedAt',
      'reason',
      'cancelledAt',
    ),
  ],
  async (event, { correlationId }) => {
    const outcome = await sendMailOnce(cancellationOf(event.data, derivedContext(event, now().toISOString())));
    logger.info('Cancellation handled', { correlationId, eventId: event.id, outcome });
  },
  { service, logger },
);
