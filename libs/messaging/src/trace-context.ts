import { randomBytes } from 'node:crypto';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;
/** The version written here, and its only flag. Source: w3.org/TR/trace-context/#traceparent-header */
const VERSION = '00';
const SAMPLED = '01';
const NOT_SAMPLED = '00';
const SAMPLED_BIT = 0x01;
/**
 * Neither id may be all zero, and no version is ff. A later version may have more behind the flags, and is read as if
 * it were this one. Source: w3.org/TR/trace-context/#versioning-of-traceparent
 */
const TRACEPARENT =
  /^(?!ff)(?:00(?=.{53}$)|(?!00)[0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(?:-.*)?$/u;
const ALL_ZERO = /^0+$/u;

/** A new trace with its first span. */
export function newTraceparent(): string {
  return `${VERSION}-${hex(TRACE_ID_BYTES)}-${hex(SPAN_ID_BYTES)}-${SAMPLED}`;
}

/** A new span of the same trace, or a new trace when the parent is none that W3C allows. Flags of others are cleared. */
export function childTraceparent(parent: string | undefined): string {
  const [, traceId, flags = ''] = TRACEPARENT.exec(parent ?? '') ?? [];
  if (traceId === undefined) return newTraceparent();
  const isSampled = (Number.parseInt(flags, 16) & SAMPLED_BIT) !== 0;
  return `${VERSION}-${traceId}-${hex(SPAN_ID_BYTES)}-${isSampled ? SAMPLED : NOT_SAMPLED}`;
}

/** Random hexadecimal digits, never all zero (W3C refuses that). */
function hex(bytes: number): string {
  const digits = randomBytes(bytes).toString('hex');
  return ALL_ZERO.test(digits) ? hex(bytes) : digits;
}
