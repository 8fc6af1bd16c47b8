import { affectedFields } from './affected-fields.ts';
import { type EventHistory, folderOf, forwardReasons, numbersOf } from './event-history.ts';
import type { Breach, BrokenRule, DeclaredBy, HurtConsumer, Reason } from './findings.ts';
import { distinctReasons } from './judge-upcasts.ts';

/** How a consumer takes a version that it does not declare: as the version that it reads of the twins, or not at all. */
export interface Way {
  /** The version that it reads; what it declares at least. */
  readonly reads: number;
  /** The downcaster that is missing, and what the consumer cannot read without it. */
  readonly missing?: { readonly downcast: number; readonly reasons: readonly Reason[] };
}

/** A rule that takes older versions of an event only, and the downcaster that would keep it fed. */
export interface Starved extends BrokenRule {
  readonly downcast: number;
}

/**
 * Goes down from a version by its downcasters until the consumer can read what is published: first as it is, then as
 * the twins published beside it.
 */
export function wayTo(history: EventHistory, { declares, fields }: DeclaredBy, version: number): Way {
  for (let reads = version; reads > declares; reads -= 1) {
    const reasons = forwardReasons(history, declares, reads);
    if (affectedFields(fields, reasons).length === 0) return { reads };
    if (history.after?.downcasts.has(reads) !== true) return { reads, missing: { downcast: reads, reasons } };
  }
  return { reads: declares };
}

/** Consumers that cannot read what is published, and rules that no longer take it, by the downcaster that is missing. */
export function judgeReaders(history: EventHistory, starved: readonly Starved[]): readonly Breach[] {
  const lost = history.consumers.flatMap((reader) => lostBy(history, reader));
  const downcasts = new Set([...lost, ...starved].map(({ downcast }) => downcast));
  return [...downcasts]
    .sort((a, b) => a - b)
    .map((downcast) =>
      missingDowncast(history, downcast, {
        lost: lost.filter((each) => each.downcast === downcast),
        rules: starved.filter((each) => each.downcast === downcast),
      }),
    );
}

interface Lost {
  readonly downcast: number;
  readonly reasons: readonly Reason[];
  readonly consumer: HurtConsumer;
}

function lostBy(history: EventHistory, reader: DeclaredBy): readonly Lost[] {
  const later = numbersOf(history.after).filter((version) => version > reader.declares);
  const missing = later.flatMap((version) => wayTo(history, reader, version).missing ?? []);
  const byDowncast = new Map(missing.map((each) => [each.downcast, each]));
  return [...byDowncast.values()].map(({ downcast, reasons }) => {
    const { consumer, declares, where, file, line, fields } = reader;
    const broken = affectedFields(fields, reasons);
    return { downcast, reasons, consumer: { consumer, declares, where, file, line, effect: 'breaks', fields: broken } };
  });
}

interface Victims {
  readonly lost: readonly Lost[];
  readonly rules: readonly Starved[];
}

/** Which downcasters could go: neither a declared reading nor a rule needs what they make. */
export function retirableDowncasts(
  history: EventHistory,
  starvedBy: (without: EventHistory) => readonly Starved[],
): readonly number[] {
  const { after } = history;
  return [...(after?.downcasts ?? [])].filter((downcast) => {
    if (after === undefined) return false;
    const others = new Set([...after.downcasts].filter((each) => each !== downcast));
    const without = { ...history, after: { ...after, downcasts: others } };
    return judgeReaders(without, starvedBy(without)).length === 0;
  });
}

function missingDowncast(history: EventHistory, downcast: number, { lost, rules }: Victims): Breach {
  const previous = downcast - 1;
  const areNew = rules.length === 0 && lost.every(({ consumer }) => consumer.where === 'tree');
  const move = areNew && history.compared ? `Declare v${downcast} in the consumers below. Or write` : 'Write';
  return {
    kind: 'missing-downcast',
    version: downcast,
    file: `${folderOf(history).folder}/downcast-v${downcast}.ts`,
    message: `v${downcast} would be published alone, while v${previous} is still needed.`,
    whatToDo: `${move} downcast-v${downcast}.ts, which publishes v${previous} beside v${downcast}, and keep it until nobody below needs it; or keep these fields in v${downcast}.`,
    reasons: distinctReasons(lost.flatMap(({ reasons }) => reasons)),
    consumers: lost.map(({ consumer }) => consumer),
    rules: rules.map(({ downcast: _downcast, ...rule }) => rule),
  };
}
