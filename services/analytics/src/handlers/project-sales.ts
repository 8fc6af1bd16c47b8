import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { consume, type QueueHandler } from '@tidings/messaging';
import { makeRecordSales } from '../application/record-sales.ts';
import { composeSalesRecorder, serviceName } from '../composition.ts';

const recordSales = makeRecordSales(composeSalesRecorder());

/** OrderPlaced and OrderCancelled → all sales views. Failed messages go back to the queue one by one. */
export const handler: QueueHandler = consume(
  [
    orderPlaced.v1.reading(
      'customerId',
      'country',
      'currency',
      'totalMinor',
      'placedAt',
      'lines.sku',
      'lines.quantity',
      'lines.unitPriceMinor',
    ),
    orderCancelled.v1.reading(
      'customerId',
      'country',
      'currency',
      'totalMinor',
      'placedAt',
      'lines.sku',
      'lines.quantity',
      'lines.unitPriceMinor',
    ),
  ],
  (event) => recordSales(event),
  { service: serviceName() },
);
