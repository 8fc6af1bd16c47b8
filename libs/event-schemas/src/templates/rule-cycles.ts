import { type EventAddress, mayMatchAddress } from '../patterns/may-match-address.ts';
import type { System, SystemRule } from './system.ts';
import { serviceOf } from './system.ts';
import { listAt } from './template.ts';

/** A step of a way from event to event. */
interface Step {
  readonly event: EventAddress;
  /** `OrderPlaced`, `notifications/on-order-placed`, … up to and with this event. */
  readonly path: readonly string[];
}

/**
 * Ways on which an event may lead to itself: event → handler → event … → the same event. A rule is fed by an event that its
 * pattern can match, and a handler may publish what the template says; a rule may also lead to its own bus. Of each circle one way is told, a shortest one.
 */
export function ruleCycles(system: System): readonly (readonly string[])[] {
  const found = new Map(echoes(system).map((cycle) => [identityOf(cycle), cycle]));
  for (const event of publishedBy(system.functions)) {
    const cycle = shortestCycle(system, event);
    if (cycle !== undefined && !found.has(identityOf(cycle))) found.set(identityOf(cycle), cycle);
  }
  return [...found.values()];
}

/** What a cycle says to whoever has to cut it. */
export function describeCycle(cycle: readonly string[]): string {
  return (
    `${cycle.join(' → ')} is a circle of rules: each event would lead to the next one without end. Cut it: ` +
    howToCut(cycle)
  );
}

/** What to change so that a cycle ends. */
export function howToCut(cycle: readonly string[]): string {
  return cycle.some((step) => step.startsWith(RULE))
    ? "take the rule's own bus out of its targets."
    : "say in the consumer's `publishes` which events really follow from it, or narrow a rule's pattern.";
}

/** How a rule stands in a way; a handler has its service before it. */
const RULE = 'rule ';

function publishedBy(functions: System['functions']): readonly EventAddress[] {
  const events = functions.flatMap(({ handler, mayPublish, publishes }) =>
    [...publishes, ...mayPublish].map((type) => ({ source: serviceOf(handler), type })),
  );
  return [...new Map(events.map((event) => [keyOf(event), event])).values()];
}

/** Rules that put what they take on their bus once more: a circle of each event that they take, whoever publishes it. */
function echoes({ rules, functions }: System): readonly (readonly string[])[] {
  const published = publishedBy(functions);
  return rules
    .filter(({ bus, feedsItself }) => bus === 'stage' && feedsItself === true)
    .flatMap((rule) => {
      const known = published.filter((event) => isFed(rule, event)).map(({ type }) => type);
      const types = new Set([...known, ...listAt(rule.pattern, 'detail-type').filter(isText)]);
      return [...(types.size > 0 ? types : ['any event'])].map((type) => [type, `${RULE}${rule.logicalId}`, type]);
    });
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
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
