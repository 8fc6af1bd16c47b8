export type { CompiledValidator } from './compiled-validator.ts';
export { defineContract } from './contract.ts';
export type { AnyContract, ContractDefinition, ContractVersion, EventContract, ReadableVersion } from './contract.ts';
export { DEFAULT_LIMITS, parseDocument } from './document.ts';
export type { DocumentLimits } from './document.ts';
export { MAX_EVENT_BYTES, MAX_HOPS } from './envelope.ts';
export type { EventEnvelope } from './envelope.ts';
export {
  ContractViolationError,
  EventTooLargeError,
  HostileDocumentError,
  PatternMismatchError,
  UnknownEventError,
  UnknownFieldError,
} from './errors.ts';
export type { ContractProblem } from './errors.ts';
export type { FieldPath, Narrowed } from './field-path.ts';
export { isDate, isDateTime } from './formats/date-time.ts';
export { isEmail } from './formats/email.ts';
export { isUuid } from './formats/uuid.ts';
export { parseEvent, receiveEvent } from './parse-event.ts';
export type { AnyReading, EnvelopeOf, Received } from './parse-event.ts';
export type { Reading } from './reading.ts';
export type { DetailPattern, FieldPattern, NumberRule, ObjectPattern, RulePattern, TextRule } from './rule-pattern.ts';
export type { Shape } from './shape.ts';
export { entryBytes, toEntry } from './to-entry.ts';
export type { PutEventsEntry } from './to-entry.ts';
export { toTwinEntries } from './twins.ts';
export type { Downcast, Upcast, VersionDefinition } from './version-definition.ts';
