import type { JsonSchema } from '../sets/json-schema.ts';
import type { EventSchemas } from './event-schema.ts';

const text: JsonSchema = { type: 'string' };

/** What every event of the trial shop says about itself. */
export const envelope: JsonSchema = {
  type: 'object',
  required: ['id', 'type', 'version', 'occurredAt', 'hops', 'data'],
  properties: {
    id: { type: 'string', pattern: '^[^/\\s]+/[0-9]+$' },
    type: text,
    version: { type: 'integer', minimum: 1 },
    occurredAt: { type: 'string', format: 'date-time', pattern: 'Z$' },
    hops: { type: 'integer', minimum: 0, maximum: 16 },
    replay: { type: 'string', minLength: 1 },
    data: { type: 'object' },
  },
};

const placedV1: JsonSchema = {
  type: 'object',
  required: ['orderId', 'currency', 'totalMinor', 'status', 'contact', 'lines', 'gift', 'rate', 'labels'],
  properties: {
    orderId: { type: 'string', format: 'uuid' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    totalMinor: { type: 'integer', minimum: 1, maximum: 1000 },
    rate: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    status: { type: 'string', enum: ['new', 'paid'] },
    gift: { type: 'boolean' },
    note: { type: ['string', 'null'], maxLength: 5 },
    channel: { const: 'web' },
    weight: { enum: [1, 2] },
    contact: {
      type: 'object',
      required: ['email'],
      properties: { email: { type: 'string', format: 'email' }, name: text },
    },
    lines: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['sku', 'quantity'],
        properties: { sku: { type: 'string', pattern: '^SKU-[0-9]+$' }, quantity: { type: 'integer', minimum: 1 } },
      },
    },
    labels: { type: 'array', items: text },
    tags: { type: 'array', items: { type: 'string', enum: ['red', 'blue'] } },
    payment: {
      oneOf: [
        { type: 'object', required: ['kind', 'last4'], properties: { kind: { const: 'card' }, last4: text } },
        { $ref: '#/$defs/transfer' },
      ],
    },
    extra: { type: 'object', additionalProperties: { type: 'integer' } },
  },
  $defs: {
    transfer: { type: 'object', required: ['kind', 'iban'], properties: { kind: { const: 'transfer' }, iban: text } },
  },
};

const placedV2: JsonSchema = {
  ...placedV1,
  properties: { ...(placedV1 as { properties: object }).properties, voucher: text },
};

/** Two services' events, one of them in two versions. */
export const shopEvents: readonly EventSchemas[] = [
  {
    source: 'shop',
    type: 'OrderPlaced',
    versions: [
      { version: 1, schema: placedV1 },
      { version: 2, schema: placedV2 },
    ],
  },
  {
    source: 'shop',
    type: 'OrderCancelled',
    versions: [
      {
        version: 1,
        schema: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', enum: ['mistake'] } } },
      },
    ],
  },
  {
    source: 'mail',
    type: 'EmailSent',
    versions: [{ version: 1, schema: { type: 'object', required: ['to'], properties: { to: text } } }],
  },
];
