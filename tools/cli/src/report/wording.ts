import type { CheckReport } from '../check/run-check.ts';
import type { BreachKind, Compatibility, EventReport, HurtConsumer, Obstacle, Where } from '../check/findings.ts';

/** A field as messages name it: `data.lines.sku`. */
export function fieldName(field: string): string {
  return field === '' ? 'data' : `data.${field}`;
}

/** The fields that a consumer reads and a change touches, each once: of the one read and the one changed, the inner. */
export function brokenFields({ fields }: HurtConsumer, kind: BreachKind): string {
  if (kind === 'envelope') return 'the envelope';
  const inner = fields.map(({ reads, field }) => (field.length > reads.length ? field : reads));
  return [...new Set(inner.map(fieldName))].join(', ');
}

/** Whose declaration it is, when that is not plain. */
export function whose(where: Where): string {
  if (where === 'base') return ', as deployed';
  return where === 'tree' ? ', in this tree' : '';
}

/** `services/x/src/handlers/y.ts:12`, or nothing. */
export function placeOf({ file, line }: Pick<Obstacle, 'file' | 'line'>): string {
  if (file === undefined) return '';
  return line === undefined ? file : `${file}:${line}`;
}

/** How a new version stands to an earlier one, in words. */
export function compatibilityWords({ with: earlier, level, upcast, publishedBeside }: Compatibility): string {
  const words = {
    full: `compatible with v${earlier} in both directions`,
    backward: `takes stored events of v${earlier}; readers of v${earlier} cannot read all of it`,
    forward: `readers of v${earlier} can read it; stored events of v${earlier} are not valid under it`,
    none: `incompatible with v${earlier} in both directions`,
  };
  const upcasts = upcast ? `; stored events of v${earlier} are upcast` : '';
  const twins = publishedBeside ? `; v${earlier} is published beside it` : '';
  return `${words[level]}${upcasts}${twins}`;
}

/** That a downcaster has done its work. */
export function retirableWords({ type, event }: EventReport, version: number): string {
  return `No consumer or rule needs v${version - 1} of ${type} beside v${version}: downcast-v${version}.ts of ${event} can go.`;
}

/** Events of which there is something to say. */
export function changedEvents({ events }: CheckReport): readonly EventReport[] {
  return events.filter(({ change }) => change !== 'unchanged');
}

/** What a change did to an event, in a few words: `v1 edited, v2 added`. */
export function changeWords({ change, versions }: EventReport): string {
  if (change === 'added') return 'new event';
  if (change === 'removed') return 'event removed';
  const changed = versions.filter((version) => version.change !== 'unchanged');
  const words = changed.map((version) => `v${version.version} ${version.change}`);
  return words.length === 0 ? 'schemas unchanged' : words.join(', ');
}

/** How much was looked at: `3 events, 4 consumers, 5 rules`. */
export function countWords({ events, consumers, rules }: CheckReport): string {
  const ruleWords = rules === undefined ? 'rules not judged' : counted(rules, 'rule');
  return [counted(events.length, 'event'), counted(consumers, 'consumer'), ruleWords].join(', ');
}

/** `3 events`, `1 event`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
