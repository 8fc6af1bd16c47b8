import { type EventAddress, mayMatchAddress } from '../patterns/may-match-address.ts';
import type { System, SystemRule } from './system.ts';
import { serviceOf } from './system.ts';

/** A step of a way from event to event. */
interface Step {
  readonly event: EventAddress;
  /** `OrderPlaced`, `notifications/on-order-placed`, … up to and with this event. */
  readonly path: readonly string[];
}

/**
 * Ways on which an event may lead to itself: event → handler → event … → the same event. A rule is fed by an event that its
 * pattern can match, and a handler may publish what the template says. Of each circle one way is told, a shortest one.
 */
export function ruleCycles(system: System): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  for (const event of eventsOf(system)) {
    const cycle = shortestCycle(system, event);
    if (cycle !== undefined && !found.has(identityOf(cycle))) found.set(identityOf(cycle), cycle);
  }
  return [...found.values()];
}

/** What a cycle says to whoever has to cut it. */
export function describeCycle(cycle: readonly string[]): string {
  return (
    `${cycle.join(' → ')} is a circle of rules: each event would lead to the next one without end. Cut it: say in the ` +
    "consumer's `publishes` which events really follow from it, or narrow a rule's pattern."
  );
}

function eventsOf({ functions }: System): readonly EventAddress[] {
  const events = functions.flatMap(({ handler, mayPublish, publishes }) =>
    [...publishes, ...mayPublish].map((type) => ({ source: serviceOf(handler), type })),
  );
  return [...new Map(events.map((event) => [keyOf(event), event])).values()];
}

function shortestCycle(system: System, start: EventAddress): readonly string[] | undefined {
  const seen = new Set<string>();
  const queue: Step[] = [{ event: start, path: [start.type] }];
  for (const step of queue) {
    for (const next of nextSteps(system, step)) {
      if (keyOf(next.event) === keyOf(start)) return next.path;
      if (seen.has(keyOf(next.event))) continue;
      seen.add(keyOf(next.event));
      queue.push(next);
    }
  }
  return undefined;
}

function nextSteps({ rules, functions }: System, { event, path }: Step): readonly Step[] {
  const handlers = rules.filter((rule) => isFed(rule, event)).flatMap(({ consumers }) => consumers);
  return functions
    .filter(({ handler }) => handlers.includes(handler))
    .flatMap(({ handler, mayPublish, publishes }) =>
      [...publishes, ...mayPublish].map((type) => ({
        event: { source: serviceOf(handler), type },
        path: [...path, handler, type],
      })),
    );
}

function isFed({ bus, pattern }: SystemRule, event: EventAddress): boolean {
  return bus === 'stage' && mayMatchAddress(pattern, event);
}

function keyOf({ source, type }: EventAddress): string {
  return `${source}/${type}`;
}

/** The same for the same circle, wherever it is entered. */
function identityOf(cycle: readonly string[]): string {
  return [...new Set(cycle)].toSorted((a, b) => (a < b ? -1 : 1)).join(' ');
}
