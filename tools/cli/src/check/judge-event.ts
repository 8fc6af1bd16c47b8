import {
  backwardReasons,
  type EventHistory,
  folderOf,
  forwardReasons,
  newVersions,
  numbersOf,
} from './event-history.ts';
import type { Breach, Compatibility, DeclaredBy, EventReport, SafeConsumer, VersionReport } from './findings.ts';
import { judgeReaders, retirableDowncasts, wayTo } from './judge-readers.ts';
import { judgeUpcasts } from './judge-upcasts.ts';
import { editedNumbers, judgePublishedText } from './published-text.ts';
import { type RuleBook, starvedRules } from './starved-rules.ts';

/** Judges one event: what changed, what that breaks, and who goes on as before. */
export function judgeEvent(history: EventHistory, book: RuleBook): EventReport {
  const { owner, type } = folderOf(history);
  const breaches = [
    ...judgePublishedText(history, book),
    ...judgeUpcasts(history),
    ...judgeReaders(history, starvedRules(history, book)),
  ];
  const versions = versionReports(history);
  const change = changeOf(history, versions, breaches);
  return {
    event: history.path,
    source: owner,
    type,
    change,
    versions,
    breaches,
    safe: change === 'unchanged' ? [] : safeConsumers(history, breaches),
    retirable: breaches.length > 0 ? [] : retirableDowncasts(history, (without) => starvedRules(without, book)),
  };
}

function changeOf(
  { before, after, compared }: EventHistory,
  versions: readonly VersionReport[],
  breaches: readonly Breach[],
): EventReport['change'] {
  if (after === undefined) return 'removed';
  if (compared && before === undefined) return 'added';
  const differs = versions.some(({ change }) => change !== 'unchanged') || breaches.length > 0;
  return differs ? 'changed' : 'unchanged';
}

function versionReports(history: EventHistory): readonly VersionReport[] {
  const { before, after } = history;
  const added = new Set(newVersions(history));
  const edited = new Set(editedNumbers(history));
  const present = new Set(numbersOf(after));
  const all = [...new Set([...numbersOf(before), ...present])].sort((a, b) => a - b);
  const changeTo = (version: number): VersionReport['change'] => {
    if (added.has(version)) return 'added';
    if (edited.has(version)) return 'edited';
    return present.has(version) ? 'unchanged' : 'removed';
  };
  return all.map((version) => ({
    version,
    change: changeTo(version),
    compatibility: added.has(version) ? compatibilities(history, version) : [],
  }));
}

function compatibilities(history: EventHistory, version: number): readonly Compatibility[] {
  const earlier = numbersOf(history.after).filter((other) => other < version);
  return earlier.map((other) => {
    const backward = backwardReasons(history, other, version);
    const forward = forwardReasons(history, other, version);
    const between = Array.from({ length: version - other }, (_, index) => other + index);
    return {
      with: other,
      level: levelOf(backward.length === 0, forward.length === 0),
      reasons: [...backward, ...forward],
      upcast: between.some((from) => history.after?.upcasts.has(from) === true),
      publishedBeside: between.every((from) => history.after?.downcasts.has(from + 1) === true),
    };
  });
}

function levelOf(backward: boolean, forward: boolean): Compatibility['level'] {
  if (backward && forward) return 'full';
  if (backward) return 'backward';
  return forward ? 'forward' : 'none';
}

function safeConsumers(history: EventHistory, breaches: readonly Breach[]): readonly SafeConsumer[] {
  const hurt = new Set(breaches.flatMap(({ consumers }) => consumers.map(keyOf)));
  return history.consumers
    .filter((reader) => !hurt.has(keyOf(reader)))
    .map((reader) => {
      const { consumer, declares, where } = reader;
      return { consumer, declares, where, why: whySafe(history, reader) };
    });
}

function keyOf({ consumer, declares, where }: Pick<DeclaredBy, 'consumer' | 'declares' | 'where'>): string {
  return `${consumer} v${declares} ${where}`;
}

function whySafe(history: EventHistory, reader: DeclaredBy): string {
  const newest = Math.max(0, ...numbersOf(history.after));
  const added = newVersions(history);
  if (added.length > 0 && reader.declares >= newest) return `declares v${reader.declares} already`;
  const { reads } = wayTo(history, reader, newest);
  if (reads < newest) return `reads v${reads}, which is published beside v${newest}`;
  return 'nothing that it reads changed';
}
