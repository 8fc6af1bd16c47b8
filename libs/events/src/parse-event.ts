import { canRead } from './can-read.ts';
import { problemOf } from './compiled-validator.ts';
import type { ContractVersion } from './contract.ts';
import { parseDocument } from './document.ts';
import type { EventEnvelope } from './envelope.ts';
import { ContractViolationError, UnknownEventError } from './errors.ts';
import { validate as validateEnvelope } from './generated/validate-envelope.ts';
import type { Reading } from './reading.ts';
import { twinFor } from './twins.ts';
import type { VersionDefinition } from './version-definition.ts';

/** What an event may be read as: whole, or the declared fields of it. */
export type AnyReading = ContractVersion | Reading;

/** The event that a reader of this is handed. */
export type EnvelopeOf<Reader extends AnyReading> =
  Reader extends Reading<infer Type, number, infer Data>
    ? EventEnvelope<Type, number, Data>
    : Reader extends ContractVersion<infer Type, number, infer Data>
      ? EventEnvelope<Type, number, Data>
      : never;

/** What became of a text: an event to handle, or a twin of one that arrives under the version `handledAs`. */
export type Received<Reader extends AnyReading> =
  | { readonly outcome: 'event'; readonly event: EnvelopeOf<Reader> }
  | { readonly outcome: 'twin'; readonly twin: Omit<EventEnvelope, 'data'>; readonly handledAs: number };

/** What EventBridge puts around an event. Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
interface BusEvent {
  readonly source?: unknown;
  readonly 'detail-type'?: unknown;
  readonly 'replay-name'?: unknown;
  readonly detail?: unknown;
}

/** An event whose data has not been looked at, and who reads it. */
interface Arrival {
  readonly envelope: EventEnvelope;
  readonly reader: AnyReading;
  readonly replay: string | undefined;
}

/** Readers by type of event; a handler declares the same ones for every message. */
const readersByType: WeakMap<readonly AnyReading[], ReadonlyMap<string, AnyReading>> = new WeakMap();

/**
 * Reads one event from the JSON text of a whole EventBridge event, such as an SQS message's body.
 * The data is checked against the schema of its own version, or the newest known one when it is later than that, and is
 * brought up to the declared version when it is earlier. A reading is handed the fields that it declares, and data is
 * only refused for what is wrong with these. An event that EventBridge's archive sends again is marked too.
 * @throws {HostileDocumentError} the text is no JSON that is safe to read.
 * @throws {ContractViolationError} envelope or data break their contract.
 * @throws {UnknownEventError} no declared version reads the event.
 */
export function parseEvent<const Readers extends readonly AnyReading[]>(
  text: string,
  readers: Readers,
): EnvelopeOf<Readers[number]> {
  return eventOf<Readers[number]>(arrivalOf(text, readers));
}

/**
 * Reads one event as {@link parseEvent} does, unless it is a twin that this reader cannot read while another one of the same
 * event is published that it can. Of several that it can read it is handed each: they have one id and are repeats.
 * @throws {HostileDocumentError} the text is no JSON that is safe to read.
 * @throws {ContractViolationError} envelope or data break their contract.
 * @throws {UnknownEventError} no declared version reads the event.
 */
export function receiveEvent<const Readers extends readonly AnyReading[]>(
  text: string,
  readers: Readers,
): Received<Readers[number]> {
  const arrival = arrivalOf(text, readers);
  const handledAs = twinFor(arrival.reader, arrival.envelope);
  if (handledAs === arrival.envelope.version) return { outcome: 'event', event: eventOf<Readers[number]>(arrival) };
  const { data: _, ...twin } = arrival.envelope;
  return { outcome: 'twin', twin, handledAs };
}

function arrivalOf(text: string, readers: readonly AnyReading[]): Arrival {
  const event = asBusEvent(parseDocument(text));
  const envelope = envelopeOf(event);
  const reader = readerOf(readers, envelope);
  assertAddress(event, reader);
  return { envelope, reader, replay: envelope.replay ?? replayName(event) };
}

function eventOf<Reader extends AnyReading>({ envelope, reader, replay }: Arrival): EnvelopeOf<Reader> {
  const data = readData(reader, envelope);
  const result = { ...envelope, version: Math.max(envelope.version, reader.version), data };
  // The validators have established what the type says.
  return (replay === undefined ? result : { ...result, replay }) as unknown as EnvelopeOf<Reader>;
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

function readerOf(readers: readonly AnyReading[], { type, version }: EventEnvelope): AnyReading {
  const reader = readersOf(readers).get(type);
  if (reader !== undefined) return reader;
  const known = readers.map((each) => `${each.type} version ${each.version}`);
  throw new UnknownEventError({ type, version, known });
}

function readersOf(readers: readonly AnyReading[]): ReadonlyMap<string, AnyReading> {
  const known = readersByType.get(readers);
  if (known !== undefined) return known;
  const byType = new Map(readers.map((reader) => [reader.type, reader]));
  readersByType.set(readers, byType);
  return byType;
}

/** Whoever may publish under one source must not speak for another. */
function assertAddress(event: BusEvent, { source, type }: AnyReading): void {
  if (event.source !== source)
    throw new ContractViolationError(type, { path: '', problem: `must come from source ${source}` });
  if (event['detail-type'] !== type) {
    throw new ContractViolationError(type, { path: '/type', problem: 'must be what detail-type says' });
  }
}

function readData(reader: AnyReading, { type, version, data }: EventEnvelope): unknown {
  const definition = reader.definitions[Math.min(version, reader.definitions.length) - 1];
  if (definition === undefined || !canRead(reader, definition)) {
    throw new UnknownEventError({ type, version, known: [`${type} version ${reader.version}`] });
  }
  const upcasters = reader.definitions
    .slice(definition.version - 1, Math.max(definition.version, reader.version) - 1)
    .flatMap(({ upcast }) => upcast ?? []);
  assertKeepsContract(definition, data, { reader, isUpcast: upcasters.length > 0 });
  const upcast = upcasters.reduce((current, step) => step(current), data);
  return 'narrow' in reader ? reader.narrow(upcast) : upcast;
}

/** What a reading does not declare may be wrong, unless an upcaster has to work on it. */
function assertKeepsContract(
  definition: VersionDefinition,
  data: unknown,
  { reader, isUpcast }: { readonly reader: AnyReading; readonly isUpcast: boolean },
): void {
  const problem = problemOf(definition.validate, data, '/data');
  if (problem === undefined) return;
  const isWhole = isUpcast || !('narrow' in reader);
  const relevant = isWhole ? problem : reader.problemInFields(definition, data, '/data');
  if (relevant !== undefined) throw new ContractViolationError(reader.type, relevant);
}

function replayName(event: BusEvent): string | undefined {
  const name = event['replay-name'];
  return typeof name === 'string' && name !== '' ? name : undefined;
}
