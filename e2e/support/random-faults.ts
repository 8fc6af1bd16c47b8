import type { Fault } from '@tidings/local-cloud';

/** Numbers in [0, 1), the same for the same seed. The constants are those of Numerical Recipes' linear congruential generator. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

type Some<T> = readonly [T, ...(readonly T[])];

const CALLS: Some<readonly [service: string, operation: string]> = [
  ['events', 'PutEvents'],
  ['dynamodb', 'TransactWriteItems'],
  ['dynamodb', 'PutItem'],
  ['dynamodb', 'Query'],
  ['dynamodb', 'GetItem'],
];

const QUEUES: Some<string> = ['ProjectSalesQueue', 'OnOrderPlacedQueue', 'OnOrderCancelledQueue', 'OnMailSentQueue'];

/** Longer than a queue's visibility time-out, so that a delayed message overtakes nothing less than a retry. */
const MAX_DELAY_MS = 200_000;

/** Chooses faults of every kind, at calls of every function, from a seed. */
export function makeRandomFaults(random: () => number): () => Fault {
  const pick = <T>(list: Some<T>): T => list[Math.floor(random() * list.length)] ?? list[0];
  const call = (): Pick<Fault, 'service' | 'operation' | 'skip'> => {
    const [service, operation] = pick(CALLS);
    return { service, operation, skip: Math.floor(random() * 5) };
  };
  const kinds: Some<() => Fault> = [
    () => ({ kind: 'crash', moment: 'before', ...call() }),
    () => ({ kind: 'crash', moment: 'after', ...call() }),
    () => ({ kind: 'throttle', ...call() }),
    () => ({ kind: 'lose-answer', ...call() }),
    () => ({ kind: 'lose-answer', service: 'ses', operation: 'SendRawEmail' }),
    () => ({ kind: 'throttle', service: 'ses', operation: 'SendRawEmail' }),
    () => ({ kind: 'duplicate', target: pick(QUEUES) }),
    () => ({ kind: 'delay', target: pick(QUEUES), delayMs: Math.floor(random() * MAX_DELAY_MS) }),
    () => ({
      kind: 'fail-entry',
      service: 'events',
      operation: 'PutEvents',
      target: pick(['OrderPlaced', 'EmailSent']),
    }),
  ];
  return () => pick(kinds)();
}
