import type { Endpoints } from '../launch/launch.ts';
import type { PlannedOrder } from './plan-orders.ts';
import { CURRENCY } from './plan-orders.ts';

/** What an API answered: its status, and its body read as JSON. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A row of `GET /sales`. */
export interface SalesRow {
  readonly key: string;
  readonly orders: number;
  readonly units: number;
  readonly totalMinor: Readonly<Record<string, number>>;
}

export const SALES_VIEWS = ['day', 'product', 'country', 'customer'] as const;
export type SalesView = (typeof SALES_VIEWS)[number];

/** The two public APIs, as any client sees them. */
export interface Shop {
  place(order: PlannedOrder): Promise<Answer>;
  cancel(orderId: string, reason: string): Promise<Answer>;
  /** All pages of a view. */
  sales(view: SalesView): Promise<readonly SalesRow[]>;
}

/** The analytics API did not answer a page of sales. */
export class SalesUnavailableError extends Error {
  override readonly name = 'SalesUnavailableError';
  readonly status: number;

  constructor(view: SalesView, answer: Answer) {
    super(`GET /sales?by=${view} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    this.status = answer.status;
  }
}

/** Times that one request is sent while the answer is "not now"; each is safe to repeat. */
const MAX_TRIES = 5;
const FIRST_PAUSE_MS = 50;
const NOT_NOW: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function send(request: Request, triesLeft: number = MAX_TRIES): Promise<Answer> {
  const response = await fetch(request.clone());
  const text = await response.text();
  if (NOT_NOW.has(response.status) && triesLeft > 1) {
    await pause(FIRST_PAUSE_MS * 2 ** (MAX_TRIES - triesLeft));
    return send(request, triesLeft - 1);
  }
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer['body'] };
}

const orderBody = ({ customerId, country, lines }: PlannedOrder): unknown => ({
  customerId,
  contact: { email: `customer-${customerId}@example.com`, name: `Customer ${customerId}` },
  country,
  currency: CURRENCY,
  lines,
});

/** Largest page that the analytics API gives. */
const SALES_PAGE = 500;

/** A client of both APIs that acts as the administrator. Placing is repeatable: the key is the invoice's number. */
export function makeShop({ orders, analytics, token }: Endpoints): Shop {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const post = (url: string, body: unknown, more: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    send(new Request(url, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) }));

  const salesPage = async (view: SalesView, next: string | undefined): Promise<Answer['body']> => {
    const query = new URLSearchParams({ by: view, limit: String(SALES_PAGE), ...(next === undefined ? {} : { next }) });
    const answer = await send(new Request(`${analytics}/sales?${query.toString()}`, { headers }));
    if (answer.status !== 200) throw new SalesUnavailableError(view, answer);
    return answer.body;
  };

  return {
    place: (order) => post(`${orders}/orders`, orderBody(order), { 'idempotency-key': `invoice-${order.invoice}` }),
    cancel: (orderId, reason) => post(`${orders}/orders/${orderId}/cancellation`, { reason }),
    sales: async (view) => {
      const rows: SalesRow[] = [];
      for (let next: unknown, isFirst = true; isFirst || typeof next === 'string'; isFirst = false) {
        const page = await salesPage(view, typeof next === 'string' ? next : undefined);
        rows.push(...(page['rows'] as readonly SalesRow[]));
        next = page['next'];
      }
      return rows;
    },
  };
}
