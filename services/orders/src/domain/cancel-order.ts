import { accept, type Decision, reject } from './decision.ts';
import type { CancelOrder, Order, OrderEvent, OrderRejection } from './order.ts';

export function cancelOrder(command: CancelOrder, order: Order): Decision<OrderEvent, OrderRejection> {
  switch (order.status) {
    case 'none':
      return reject({ reason: 'OrderNotFound' });
    case 'cancelled':
      return accept(); // asked twice: nothing new happened
    case 'placed': {
      const { reason, at } = command;
      return accept({ type: 'OrderCancelled', version: 1, data: { ...order.facts, reason, cancelledAt: at } });
    }
  }
}
