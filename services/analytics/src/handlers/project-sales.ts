import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import type { QueueHandler } from '@tidings/messaging';
import { consume } from '@tidings/messaging';
import { SERVICE, composeRecordSales } from '../composition.ts';

const recordSales = composeRecordSales();

/** OrderPlaced and OrderCancelled → all sales views. Failed messages go back to the queue one by one. */
export const handler: QueueHandler = consume([orderPlaced.v1, orderCancelled.v1], (event) => recordSales(event), {
  service: SERVICE,
});
