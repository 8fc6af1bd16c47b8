import type { Accepted } from './place-orders.ts';

export type { Accepted } from './place-orders.ts';

/** A consumer's log line that an event is handled: which event, and when (epoch milliseconds). */
export interface Handled {
  readonly eventId: string;
  readonly at: number;
}

/** Id of the event that a command becomes: an order's first event places it, its second cancels it. */
export const eventIdOf = ({ step, orderId }: Accepted): string => `order-${orderId}/${step === 'place' ? 1 : 2}`;

/** Milliseconds from each accepted command's 202 to the last consumer that was done with its event; sorted. */
export function settleTimes(accepted: readonly Accepted[], handled: readonly Handled[]): readonly number[] {
  const lastDone = new Map<string, number>();
  for (const { eventId, at } of handled) lastDone.set(eventId, Math.max(at, lastDone.get(eventId) ?? 0));
  return accepted
    .flatMap((command) => {
      const done = lastDone.get(eventIdOf(command));
      return done === undefined ? [] : [Math.max(0, done - command.at)];
    })
    .toSorted((a, b) => a - b);
}

/** The smallest value that at least `share` of the sorted values do not exceed; 0 of none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
