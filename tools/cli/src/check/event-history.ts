import { isDeepStrictEqual } from 'node:util';
import type { Comparison, Incompatibility, JsonSchema } from '@tidings/event-schemas';
import type { ContractFolder, EventPath } from '../contracts/contract-folder.ts';
import type { DeclaredBy, Reason } from './findings.ts';

/** Compares two schemas; {@link remembered} does so once for each pair. */
export type Compare = (before: JsonSchema, after: JsonSchema) => Comparison;

/** One event on the base and in this tree, and who reads it in either. */
export interface EventHistory {
  readonly path: EventPath;
  readonly before?: ContractFolder;
  readonly after?: ContractFolder;
  /** Whether there is a base: without one nothing is new, and nothing is missing. */
  readonly compared: boolean;
  readonly consumers: readonly DeclaredBy[];
  readonly compare: Compare;
}

/** The folder as it is, or as it was when it is gone. */
export function folderOf({ path, before, after }: EventHistory): ContractFolder {
  const folder = after ?? before;
  if (folder === undefined) throw new TypeError(`${path} has no folder on either side.`);
  return folder;
}

/** The schema of a version: the published text, which counts even when it has been edited, or else this tree's. */
export function schemaOf({ before, after }: EventHistory, version: number): JsonSchema | undefined {
  return textOf(before, version) ?? textOf(after, version);
}

/** The schema of a version in one tree. */
export function textOf(folder: ContractFolder | undefined, version: number): JsonSchema | undefined {
  return folder?.versions.find((each) => each.version === version)?.schema;
}

/** The numbers of a folder's versions, ascending. */
export function numbersOf(folder: ContractFolder | undefined): readonly number[] {
  return folder?.versions.map(({ version }) => version) ?? [];
}

/** Versions of this tree that the base does not have; none without a base. */
export function newVersions({ before, after, compared }: EventHistory): readonly number[] {
  const known = new Set(numbersOf(before));
  return compared ? numbersOf(after).filter((version) => !known.has(version)) : [];
}

/** Why events stored under one version are not valid under another; nothing when they are. */
export function backwardReasons(history: EventHistory, from: number, to: number): readonly Reason[] {
  return reasonsOf(comparison(history, from, to).backward, 'backward');
}

/** Why readers of one version cannot read data of a later one; nothing when they can. */
export function forwardReasons(history: EventHistory, from: number, to: number): readonly Reason[] {
  return reasonsOf(comparison(history, from, to).forward, 'forward');
}

/** All reasons of a comparison. */
export function bothReasons({ backward, forward }: Comparison): readonly Reason[] {
  return [...reasonsOf(backward, 'backward'), ...reasonsOf(forward, 'forward')];
}

function comparison(history: EventHistory, from: number, to: number): Comparison {
  const before = schemaOf(history, from);
  const after = schemaOf(history, to);
  if (before === undefined || after === undefined) return { backward: [], forward: [] };
  return history.compare(before, after);
}

function reasonsOf(found: readonly Incompatibility[], direction: Reason['direction']): readonly Reason[] {
  return found.map(({ field, keyword, reason, proven }) => ({ field, direction, keyword, reason, proven }));
}

/** Remembers what comparing two schemas gave. */
export function remembered(compare: Compare): Compare {
  const known = new Map<JsonSchema, Map<JsonSchema, Comparison>>();
  return (before, after) => {
    const byAfter = known.get(before) ?? new Map<JsonSchema, Comparison>();
    known.set(before, byAfter);
    const comparison = byAfter.get(after) ?? compare(before, after);
    byAfter.set(after, comparison);
    return comparison;
  };
}

/** Whether two schemas are the same JSON; the order of an object's members does not count. */
export function sameJson(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}
