import type { AnyContract, ContractVersion } from './contract.ts';
import { problemOf } from './compiled-validator.ts';
import { DEFAULT_LIMITS, parseDocument } from './document.ts';
import type { EventEnvelope } from './envelope.ts';
import { MAX_EVENT_BYTES } from './envelope.ts';
import type { ContractProblem } from './errors.ts';
import { ContractViolationError, EventTooLargeError, HostileDocumentError, UnknownEventError } from './errors.ts';
import { strangeField } from './exact-fields.ts';
import { validate as validateEnvelope } from './generated/validate-envelope.ts';

/** One entry of a PutEvents call, in the SDK's shape. */
export interface PutEventsEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Time: Date;
}

/**
 * Bytes that EventBridge counts for `Time`.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
 */
const TIME_BYTES = 14;

const encoder = new TextEncoder();

/**
 * Makes the entry that publishes an event: envelope and data are checked as a reader will check them, and the data has no
 * field that its version does not describe.
 * @throws {ContractViolationError} envelope or data break their contract, or a string has a lone surrogate.
 * @throws {EventTooLargeError} the entry is over {@link MAX_EVENT_BYTES}.
 * @throws {UnknownEventError} the contract has no such version.
 */
export function toEntry(
  contract: AnyContract,
  envelope: EventEnvelope,
  { busName }: { readonly busName: string },
): PutEventsEntry {
  assertKeepsContract(contract, envelope);
  const entry: PutEventsEntry = {
    EventBusName: busName,
    Source: contract.source,
    DetailType: contract.type,
    Detail: JSON.stringify(envelope),
    Time: instantOf(contract.type, envelope.occurredAt),
  };
  const bytes = entryBytes(entry);
  if (bytes > MAX_EVENT_BYTES) throw new EventTooLargeError({ eventId: envelope.id, bytes, maxBytes: MAX_EVENT_BYTES });
  assertReadable(contract.type, entry.Detail);
  return entry;
}

/** Bytes of an entry as EventBridge counts them. */
export function entryBytes(entry: PutEventsEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail];
  return texts.reduce((sum, text) => sum + encoder.encode(text).length, TIME_BYTES);
}

function assertKeepsContract(contract: AnyContract, envelope: EventEnvelope): void {
  const { type } = contract;
  const problem = problemOf(validateEnvelope, envelope);
  if (problem !== undefined) throw new ContractViolationError(type, problem);
  if (envelope.type !== type) throw new ContractViolationError(type, { path: '/type', problem: `must be ${type}` });
  const version = versionOf(contract, envelope.version);
  const dataProblem = version.validate(envelope.data) ?? undescribedField(version, envelope.data);
  if (dataProblem === undefined) return;
  throw new ContractViolationError(type, { path: `/data${dataProblem.path}`, problem: dataProblem.problem });
}

/** Readers of a later version may take such a field for theirs. */
function undescribedField({ version, definitions }: ContractVersion, data: unknown): ContractProblem | undefined {
  const path = strangeField(data, definitions[version - 1]?.shape ?? {});
  return path === undefined ? undefined : { path, problem: `is no field of version ${version}` };
}

function versionOf({ type, versions }: AnyContract, version: number): ContractVersion {
  const known = versions[version - 1];
  if (known !== undefined) return known;
  throw new UnknownEventError({ type, version, known: versions.map((each) => `${type} version ${each.version}`) });
}

/** A leap second is a valid time of a contract, but no instant that AWS takes. */
function instantOf(type: string, occurredAt: string): Date {
  const instant = new Date(occurredAt);
  if (!Number.isNaN(instant.getTime())) return instant;
  throw new ContractViolationError(type, { path: '/occurredAt', problem: 'must not be in a leap second' });
}

/** A reader refuses what this refuses, so it is never sent. */
function assertReadable(type: string, detail: string): void {
  try {
    parseDocument(detail, DEFAULT_LIMITS);
  } catch (error) {
    if (!(error instanceof HostileDocumentError)) throw error;
    throw new ContractViolationError(type, { path: '', problem: `no reader takes it: ${error.problem}` });
  }
}
