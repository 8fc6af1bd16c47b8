/**
 * Faults on request, set through `/_tidings/faults` or `cloud.faults`.
 * - `crash`: the function `target` dies when it makes its next matching AWS call, `before` it is carried out or `after`.
 * - `throttle`: the matching call is refused with the service's throttling error. `lose-answer`: it is carried out and the
 *   caller gets no answer (the connection is cut).
 * - `duplicate`: the next message of queue `target` is delivered once more. `delay`: it becomes visible `delayMs` later.
 * - `fail-entry`: an entry of the matching batch call (`PutEvents`, `SendMessageBatch`) whose text contains `target` fails.
 */
export type FaultKind = 'crash' | 'throttle' | 'lose-answer' | 'duplicate' | 'delay' | 'fail-entry';

export interface Fault {
  readonly kind: FaultKind;
  /** Service and operation of the call it waits for; any when absent. */
  readonly service?: string;
  readonly operation?: string;
  /** Function name, queue name or text in the entry that must contain this; any when absent. */
  readonly target?: string;
  readonly moment?: 'before' | 'after';
  readonly delayMs?: number;
  /** How many matching chances pass by before it strikes; 0 unless told otherwise. */
  readonly skip?: number;
  /** How often it strikes; 1 unless told otherwise. */
  readonly times?: number;
}

export interface FaultChance {
  readonly kind: FaultKind;
  readonly service?: string;
  readonly operation?: string;
  readonly target?: string;
  readonly moment?: 'before' | 'after';
}

export interface FaultState extends Fault {
  readonly id: number;
  /** Strikes so far. */
  readonly struck: number;
}

export interface Faults {
  add(fault: Fault): number;
  /** False when there is no such fault. */
  remove(id: number): boolean;
  clear(): void;
  list(): readonly FaultState[];
  /** The fault that strikes at this chance, if any; counts the strike. */
  strike(chance: FaultChance): Fault | undefined;
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  struck: number;
  passed: number;
}

const accepts = (wanted: string | undefined, given: string | undefined): boolean =>
  wanted === undefined || wanted === given;

function strikesAt(fault: Fault, target: string | undefined, moment: 'before' | 'after' = 'before'): boolean {
  if ((fault.moment ?? 'before') !== moment) return false;
  return fault.target === undefined || (target ?? '').includes(fault.target);
}

function matches(fault: Fault, chance: FaultChance): boolean {
  return (
    fault.kind === chance.kind &&
    accepts(fault.service, chance.service) &&
    accepts(fault.operation, chance.operation) &&
    strikesAt(fault, chance.target, chance.moment)
  );
}

function spend(entry: Entry): boolean {
  if (entry.struck >= (entry.fault.times ?? 1)) return false;
  entry.passed += 1;
  if (entry.passed <= (entry.fault.skip ?? 0)) return false;
  entry.struck += 1;
  return true;
}

export function makeFaults(): Faults {
  const entries = new Map<number, Entry>();
  let nextId = 1;
  return {
    add: (fault) => {
      const id = nextId++;
      entries.set(id, { id, fault, struck: 0, passed: 0 });
      return id;
    },
    remove: (id) => entries.delete(id),
    clear: () => entries.clear(),
    list: () => [...entries.values()].map(({ id, fault, struck }) => ({ ...fault, id, struck })),
    strike: (chance) => {
      if (entries.size === 0) return undefined;
      for (const entry of entries.values()) if (matches(entry.fault, chance) && spend(entry)) return entry.fault;
      return undefined;
    },
  };
}
