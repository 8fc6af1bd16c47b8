import { canRead, type VersionReader } from './can-read.ts';
import type { AnyContract } from './contract.ts';
import type { EventEnvelope } from './envelope.ts';
import { ContractViolationError } from './errors.ts';
import { type PutEventsEntry, toEntry } from './to-entry.ts';
import type { VersionDefinition } from './version-definition.ts';

/** Who takes an event, and which versions are known here. */
interface TwinReader extends VersionReader {
  readonly type: string;
  readonly definitions: readonly VersionDefinition[];
}

/**
 * The version under which a reader handles an event: this one when it can read it, or else the newest of its twins that it
 * can read. A reader that can read several handles each, as a repeat of one event: passing over what is readable would lose an
 * event whose twins meet the code before and after a deployment. When it can read none, it is the first that is newer than
 * what it knows, or else this one.
 * @throws {ContractViolationError} the event is not among the versions that it says it is published under.
 */
export function twinFor(reader: TwinReader, { version, publishedAs }: EventEnvelope): number {
  if (publishedAs === undefined) return version;
  if (!publishedAs.includes(version)) {
    const problem = `must list the event's own version, ${version}`;
    throw new ContractViolationError(reader.type, { path: '/publishedAs', problem });
  }
  if (isReadable(reader, version)) return version;
  const readable = publishedAs.filter((each) => isReadable(reader, each));
  if (readable.length > 0) return Math.max(...readable);
  const unknown = publishedAs.filter((each) => each > reader.definitions.length);
  return unknown.length > 0 ? Math.min(...unknown) : version;
}

function isReadable(reader: TwinReader, published: number): boolean {
  const definition = reader.definitions[published - 1];
  return definition !== undefined && canRead(reader, definition);
}

/**
 * Makes the entries that publish an event: under its own version, and under each earlier one that a downcaster leads
 * to. Each keeps the contract of its version and is no larger than a public event may be; all have the same id.
 * @throws {ContractViolationError} one of them breaks its contract.
 * @throws {EventTooLargeError} one of them is too large.
 * @throws {UnknownEventError} the contract has no such version.
 */
export function toTwinEntries(
  contract: AnyContract,
  envelope: EventEnvelope,
  bus: { readonly busName: string },
): readonly [PutEventsEntry, ...PutEventsEntry[]] {
  const older = downcasts(contract, envelope);
  if (older.length === 0) return [toEntry(contract, envelope, bus)];
  const publishedAs = [...older.map(({ version }) => version), envelope.version];
  const entryOf = (twin: EventEnvelope): PutEventsEntry => toEntry(contract, { ...twin, publishedAs }, bus);
  return [entryOf(envelope), ...older.map(entryOf)];
}

/** The same event under each earlier version that is still published, the earliest first. */
function downcasts(contract: AnyContract, envelope: EventEnvelope): readonly EventEnvelope[] {
  const definition = contract.versions[envelope.version - 1]?.definitions[envelope.version - 1];
  if (definition?.downcast === undefined) return [];
  assertValid(contract, envelope);
  const earlier = { ...envelope, version: envelope.version - 1, data: definition.downcast(envelope.data) };
  return [...downcasts(contract, earlier), earlier];
}

/** Downcasters are written for valid data. */
function assertValid({ type, versions }: AnyContract, { version, data }: EventEnvelope): void {
  const problem = versions[version - 1]?.validate(data);
  if (problem === undefined) return;
  throw new ContractViolationError(type, { path: `/data${problem.path}`, problem: problem.problem });
}
