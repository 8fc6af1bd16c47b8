import type { JsonSchema } from '@tidings/event-schemas';
import { hurt } from './affected-fields.ts';
import {
  backwardReasons,
  bothReasons,
  type EventHistory,
  folderOf,
  newVersions,
  numbersOf,
  sameJson,
  schemaOf,
  textOf,
} from './event-history.ts';
import type { Breach, HurtConsumer, Reason } from './findings.ts';
import { type RuleBook, rulesBrokenByEdit } from './starved-rules.ts';

/** What has been published stays as it is: breaches of that, by versions, upcasters and the event itself. */
export function judgePublishedText(history: EventHistory, book: RuleBook): readonly Breach[] {
  if (history.after === undefined) return removedEvent(history);
  return [
    ...editedVersions(history, book),
    ...removedVersions(history),
    ...removedUpcasters(history),
    ...gaps(history),
    ...identicalVersions(history),
  ];
}

/** Versions whose published text this tree has changed. */
export function editedNumbers({ before, after }: EventHistory): readonly number[] {
  return numbersOf(before).filter((version) => {
    const text = textOf(after, version);
    return text !== undefined && !sameJson(text, textOf(before, version));
  });
}

function editedVersions(history: EventHistory, book: RuleBook): readonly Breach[] {
  const { before, after, compare, consumers } = history;
  const next = Math.max(...numbersOf(before), ...numbersOf(after)) + 1;
  return editedNumbers(history).map((version) => {
    const comparison = compare(textOf(before, version) ?? true, textOf(after, version) ?? true);
    const reasons = bothReasons(comparison);
    const upcaster = comparison.backward.length === 0 ? '' : ` with upcast-v${next - 1}.ts beside it`;
    return {
      kind: 'edited-version',
      version,
      file: fileOf(history, version),
      message: `v${version} is published, and its schema was edited${reasons.length === 0 ? ' (only in its words)' : ''}.`,
      whatToDo: `Put v${version}.schema.json back as it was, and write the change as v${next}.schema.json${upcaster}.`,
      reasons,
      consumers: hurt(consumers, 'breaks', reasons),
      rules: rulesBrokenByEdit(history, version, book),
    };
  });
}

function removedVersions(history: EventHistory): readonly Breach[] {
  const present = new Set(numbersOf(history.after));
  const removed = numbersOf(history.before).filter((version) => !present.has(version));
  return removed.map((version) => ({
    kind: 'removed-version',
    version,
    file: fileOf(history, version),
    message: `v${version} was published and is gone: nobody could read the events of that version that are stored.`,
    whatToDo: `Put v${version}.schema.json and v${version}.example.json back; an old version stays for ever.`,
    reasons: [],
    consumers: everyone(history, `stored events of v${version} could no longer be read`),
    rules: [],
  }));
}

function removedUpcasters(history: EventHistory): readonly Breach[] {
  const { before, after, consumers } = history;
  const removed = [...(before?.upcasts ?? [])].filter((version) => after?.upcasts.has(version) === false);
  return removed.map((version) => {
    const reasons = backwardReasons(history, version, version + 1);
    return {
      kind: 'removed-upcaster',
      version,
      file: `${folderOf(history).folder}/upcast-v${version}.ts`,
      message: `upcast-v${version}.ts is gone: stored events of v${version} would no longer become v${version + 1}.`,
      whatToDo: `Put upcast-v${version}.ts back; old versions are upcast for ever.`,
      reasons,
      consumers: hurt(
        consumers.filter(({ declares }) => declares > version),
        'breaks',
        reasons,
      ),
      rules: [],
    };
  });
}

function removedEvent(history: EventHistory): readonly Breach[] {
  const consumers = everyone(history, 'it would never see the event again');
  if (consumers.length === 0) return [];
  const { folder, type } = folderOf(history);
  const removed: Breach = {
    kind: 'removed-event',
    file: folder,
    message: `${type} was removed while consumers declare to read it.`,
    whatToDo: `Put ${folder} back until no deployed consumer declares ${type}.`,
    reasons: [],
    consumers,
    rules: [],
  };
  return [removed];
}

function gaps(history: EventHistory): readonly Breach[] {
  const numbers = new Set([...numbersOf(history.before), ...numbersOf(history.after)]);
  const missing = Array.from({ length: Math.max(0, ...numbers) }, (_, index) => index + 1).find((n) => !numbers.has(n));
  if (missing === undefined) return [];
  const gap: Breach = {
    kind: 'gap',
    version: missing,
    file: fileOf(history, missing),
    message: `v${missing} is missing between the versions of the event.`,
    whatToDo: 'Number the versions from 1 on, without a gap.',
    reasons: [],
    consumers: [],
    rules: [],
  };
  return [gap];
}

function identicalVersions(history: EventHistory): readonly Breach[] {
  return newVersions(history).flatMap((version): readonly Breach[] => {
    const [before, text] = [schemaOf(history, version - 1), schemaOf(history, version)];
    if (before === undefined || text === undefined || !sameJson(unnamed(before), unnamed(text))) return [];
    return [
      {
        kind: 'identical-version',
        version,
        file: fileOf(history, version),
        message: `v${version} says the same as v${version - 1}.`,
        whatToDo: `Remove v${version}.schema.json, or write into it what changes.`,
        reasons: [],
        consumers: [],
        rules: [],
      },
    ];
  });
}

/** A schema without the name that each version has to itself. */
function unnamed(schema: JsonSchema): unknown {
  if (typeof schema === 'boolean') return schema;
  const { $id: _id, ...rest } = schema;
  return rest;
}

function everyone(history: EventHistory, reason: string): readonly HurtConsumer[] {
  const whole: Reason = { field: '', direction: 'backward', keyword: '', reason, proven: true };
  return hurt(history.consumers, 'breaks', [whole]);
}

function fileOf(history: EventHistory, version: number): string {
  return `${folderOf(history).folder}/v${version}.schema.json`;
}
