import type { OrderList, OrderListPage, OrderListQuery } from './order-list.ts';

/** Answers one page of the list. Who may ask for whose orders has been settled before. */
export type ListOrdersUseCase = (query: OrderListQuery) => Promise<OrderListPage>;

export function makeListOrders({ list }: { readonly list: OrderList }): ListOrdersUseCase {
  return (query) => list.page(query);
}
