import type { PlannedCancellation, PlannedOrder } from './plan-orders.ts';
import type { Answer, Shop } from './shop.ts';

/** A command that the shop took: the order, and when its 202 arrived (epoch milliseconds). */
export interface Accepted {
  readonly step: 'place' | 'cancel';
  readonly invoice: string;
  readonly orderId: string;
  readonly at: number;
}

/** What came of sending the plan. A refusal by the shop is counted under `http-<status>`. */
export interface Placement {
  readonly submitted: number;
  readonly accepted: readonly Accepted[];
  readonly refused: Readonly<Record<string, number>>;
}

export interface PlacingOptions {
  /** Orders and cancellations a second; as fast as the shop answers when absent. */
  readonly ratePerSecond?: number | undefined;
  /** Called after each answer with the number of answers so far. */
  readonly onAnswer?: (answers: number) => void;
}

/** Requests under way at once: enough to keep a few cores busy. */
const IN_FLIGHT = 8;

/** Lets `limit` tasks run at once; the rest wait their turn. */
function makeGate(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

class Placing {
  readonly accepted: Accepted[] = [];
  readonly refused: Record<string, number> = {};
  readonly #orders = new Map<PlannedOrder, Promise<string | undefined>>();
  readonly #shop: Shop;
  readonly #onAnswer: (answers: number) => void;
  #answers = 0;

  constructor(shop: Shop, onAnswer: (answers: number) => void) {
    this.#shop = shop;
    this.#onAnswer = onAnswer;
  }

  async carryOut(step: PlannedOrder | PlannedCancellation): Promise<void> {
    if (step.step === 'cancel') return this.#cancel(step);
    const placing = this.#place(step);
    this.#orders.set(step, placing);
    await placing;
  }

  async #place(order: PlannedOrder): Promise<string | undefined> {
    const answer = await this.#shop.place(order);
    const orderId = String(answer.body['orderId']);
    return this.#took(answer, { step: 'place', invoice: order.invoice, orderId }) ? orderId : undefined;
  }

  async #cancel({ invoice, order }: PlannedCancellation): Promise<void> {
    const orderId = await this.#orders.get(order);
    if (orderId === undefined) return this.#refuse('cancellation-unmatched');
    const answer = await this.#shop.cancel(orderId, `Invoice ${invoice}`);
    this.#took(answer, { step: 'cancel', invoice, orderId });
  }

  #took(answer: Answer, command: Omit<Accepted, 'at'>): boolean {
    const isAccepted = answer.status === 202;
    if (isAccepted) this.accepted.push({ ...command, at: Date.now() });
    else this.#refuse(`http-${answer.status}`);
    this.#answers += 1;
    this.#onAnswer(this.#answers);
    return isAccepted;
  }

  #refuse(reason: string): void {
    this.refused[reason] = (this.refused[reason] ?? 0) + 1;
  }
}

/** Sends the plan's steps in their order, some side by side; a cancellation waits for the answer to its order. */
export async function placeOrders(
  steps: readonly (PlannedOrder | PlannedCancellation)[],
  shop: Shop,
  { ratePerSecond, onAnswer = () => undefined }: PlacingOptions = {},
): Promise<Placement> {
  const placing = new Placing(shop, onAnswer);
  const gate = makeGate(IN_FLIGHT);
  const startedAt = performance.now();
  const turn = async (index: number): Promise<void> => {
    if (ratePerSecond === undefined) return;
    const waitMs = startedAt + (index * 1000) / ratePerSecond - performance.now();
    if (waitMs > 0) await new Promise<void>((resolve) => setTimeout(resolve, waitMs));
  };
  const carryOut = async (index: number): Promise<void> => {
    const step = steps[index];
    if (step !== undefined) await placing.carryOut(step);
  };
  const all: Promise<void>[] = [];
  for (const index of steps.keys()) {
    await turn(index);
    all.push(gate(() => carryOut(index)));
  }
  await Promise.all(all);
  const submitted = steps.filter(({ step }) => step === 'place').length;
  return { submitted, accepted: placing.accepted, refused: placing.refused };
}
