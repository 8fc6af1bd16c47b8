export interface LineBody {
  readonly sku: string;
  readonly description: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
}

export interface OrderBody {
  readonly contact: { readonly email: string; readonly name: string };
  readonly country: string;
  readonly currency: string;
  readonly lines: readonly LineBody[];
  /** Administrators only: whom the order is for. */
  readonly customerId?: string;
}

const LANTERN: LineBody = { sku: '71053', description: 'White metal lantern', quantity: 6, unitPriceMinor: 339 };

/** An order of 20.34 GBP unless told otherwise. */
export function orderBody(changes: Partial<OrderBody> = {}): OrderBody {
  const contact = { email: 'ada@example.com', name: 'Ada' };
  return { contact, country: 'GB', currency: 'GBP', lines: [LANTERN], ...changes };
}

/** `count` different lines of one penny each. */
export function pennyLines(count: number): readonly LineBody[] {
  return Array.from({ length: count }, (_, index) => ({
    ...LANTERN,
    sku: `SKU${index}`,
    quantity: 1,
    unitPriceMinor: 1,
  }));
}
