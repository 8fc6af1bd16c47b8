import type { ContractVersion, VersionDefinition } from './contract.ts';
import { problemOf } from './compiled-validator.ts';
import { parseDocument } from './document.ts';
import type { EventEnvelope } from './envelope.ts';
import { ContractViolationError, UnknownEventError } from './errors.ts';
import { validate as validateEnvelope } from './generated/validate-envelope.ts';

/** The event that a reader of this contract version is handed. */
export type EnvelopeOf<Version extends ContractVersion> =
  Version extends ContractVersion<infer Type, number, infer Data> ? EventEnvelope<Type, number, Data> : never;

/** What EventBridge puts around an event. Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
interface BusEvent {
  readonly source?: unknown;
  readonly 'detail-type'?: unknown;
  readonly 'replay-name'?: unknown;
  readonly detail?: unknown;
}

/** Readers by type of event; a handler declares the same versions for every message. */
const readersByType: WeakMap<readonly ContractVersion[], ReadonlyMap<string, ContractVersion>> = new WeakMap();

/**
 * Reads one event from the JSON text of a whole EventBridge event, such as an SQS message's body.
 * The data is checked against the schema of its own version, or the newest known one when it is later than that, and is
 * brought up to the declared version when it is earlier. An event that EventBridge's archive sends again is marked too.
 * @throws {HostileDocumentError} the text is no JSON that is safe to read.
 * @throws {ContractViolationError} envelope or data break their contract.
 * @throws {UnknownEventError} no declared version reads the event.
 */
export function parseEvent<const Versions extends readonly ContractVersion[]>(
  text: string,
  versions: Versions,
): EnvelopeOf<Versions[number]> {
  const event = asBusEvent(parseDocument(text));
  const envelope = envelopeOf(event);
  const reader = readerOf(versions, envelope);
  assertAddress(event, reader);
  const data = readData(reader, envelope);
  const replay = envelope.replay ?? replayName(event);
  const result = { ...envelope, version: Math.max(envelope.version, reader.version), data };
  // The validators have established what the type says.
  return (replay === undefined ? result : { ...result, replay }) as EnvelopeOf<Versions[number]>;
}

function asBusEvent(value: unknown): BusEvent {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new ContractViolationError('', { path: '', problem: 'must be an object' });
}

function envelopeOf({ detail }: BusEvent): EventEnvelope {
  const problem = problemOf(validateEnvelope, detail);
  if (problem !== undefined) throw new ContractViolationError('', problem);
  return detail as EventEnvelope;
}

function readerOf(versions: readonly ContractVersion[], { type, version }: EventEnvelope): ContractVersion {
  const reader = readersOf(versions).get(type);
  if (reader !== undefined) return reader;
  const known = versions.map((each) => `${each.type} version ${each.version}`);
  throw new UnknownEventError({ type, version, known });
}

function readersOf(versions: readonly ContractVersion[]): ReadonlyMap<string, ContractVersion> {
  const known = readersByType.get(versions);
  if (known !== undefined) return known;
  const readers = new Map(versions.map((version) => [version.type, version]));
  readersByType.set(versions, readers);
  return readers;
}

/** Whoever may publish under one source must not speak for another. */
function assertAddress(event: BusEvent, { source, type }: ContractVersion): void {
  if (event.source !== source)
    throw new ContractViolationError(type, { path: '', problem: `must come from source ${source}` });
  if (event['detail-type'] !== type) {
    throw new ContractViolationError(type, { path: '/type', problem: 'must be what detail-type says' });
  }
}

function readData(reader: ContractVersion, { type, version, data }: EventEnvelope): unknown {
  const definition = reader.definitions[Math.min(version, reader.definitions.length) - 1];
  if (definition === undefined || definition.readableFrom > reader.version) {
    throw new UnknownEventError({ type, version, known: [`${type} version ${reader.version}`] });
  }
  const problem = problemOf(definition.validate, data, '/data');
  if (problem !== undefined) throw new ContractViolationError(type, problem);
  return upcast(reader, definition, data);
}

function upcast(reader: ContractVersion, from: VersionDefinition, data: unknown): unknown {
  const steps = reader.definitions.slice(from.version - 1, Math.max(from.version, reader.version) - 1);
  return steps.reduce((current, step) => (step.upcast === undefined ? current : step.upcast(current)), data);
}

function replayName(event: BusEvent): string | undefined {
  const name = event['replay-name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}
