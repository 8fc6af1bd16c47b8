import { randomBytes } from 'node:crypto';

const TRACE_ID_BYTES = 16;
const SPAN_ID_BYTES = 8;
/** Version 00, sampled: the only flag that W3C defines. Source: w3.org/TR/trace-context/#traceparent-header */
const VERSION = '00';
const SAMPLED = '01';
/** Neither id may be all zero. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})$/u;
const ALL_ZERO = /^0+$/u;

/** A new trace with its first span. */
export function newTraceparent(): string {
  return `${VERSION}-${hex(TRACE_ID_BYTES)}-${hex(SPAN_ID_BYTES)}-${SAMPLED}`;
}

/** A new span of the same trace, or a new trace when the parent is none that W3C allows. */
export function childTraceparent(parent: string | undefined): string {
  const [, traceId, flags] = TRACEPARENT.exec(parent ?? '') ?? [];
  return traceId === undefined ? newTraceparent() : `${VERSION}-${traceId}-${hex(SPAN_ID_BYTES)}-${flags}`;
}

/** Random hexadecimal digits, never all zero (W3C refuses that). */
function hex(bytes: number): string {
  const digits = randomBytes(bytes).toString('hex');
  return ALL_ZERO.test(digits) ? hex(bytes) : digits;
}
