import { cancelOrder } from './cancel-order.ts';
import type { Decision } from './decision.ts';
import { noOrder, type Order, type OrderCommand, type OrderEvent, type OrderRejection } from './order.ts';
import { placeOrder } from './place-order.ts';

function decide(command: OrderCommand, order: Order): Decision<OrderEvent, OrderRejection> {
  switch (command.type) {
    case 'PlaceOrder':
      return placeOrder(command, order);
    case 'CancelOrder':
      return cancelOrder(command, order);
  }
}

function evolve(_order: Order, event: OrderEvent): Order {
  switch (event.type) {
    case 'OrderPlaced':
      return { status: 'placed', facts: event.data };
    case 'OrderCancelled': {
      const { reason, cancelledAt, ...facts } = event.data;
      return { status: 'cancelled', facts, reason, cancelledAt };
    }
  }
}

/** The rules of one order: what it is at first, what a command leads to, what an event makes of it. */
export const orderDecider: {
  readonly initialState: Order;
  readonly decide: typeof decide;
  readonly evolve: typeof evolve;
} = { initialState: noOrder, decide, evolve };
