import { createHash } from 'node:crypto';

/** Namespace of order ids: a random UUID of ours, fixed for ever. */
const ORDER_NAMESPACE = Buffer.from('8d0f6b1e52c34b0f9a7d1c64e0a3b572', 'hex');
const VERSION_5 = 0x50;
const RFC_VARIANT = 0x80;
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/u;

/**
 * The id of the order that a customer asks for under an idempotency key: a UUID version 5, the same every time.
 * Source: rfc-editor.org/rfc/rfc9562 section 5.5
 */
export function orderIdOf({ customerId, key }: { readonly customerId: string; readonly key: string }): string {
  const name = JSON.stringify([customerId, key]);
  const bytes = createHash('sha1').update(ORDER_NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | VERSION_5;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | RFC_VARIANT;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, '$1-$2-$3-$4-$5');
}

/** Whether a text could be an order's id at all. */
export function isOrderId(text: string): boolean {
  return UUID.test(text);
}
