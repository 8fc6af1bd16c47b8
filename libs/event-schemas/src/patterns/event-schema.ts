import { type JsonSchema, isRecord } from '../sets/json-schema.ts';

/** The versions of one event's data, and whose event it is. */
export interface EventSchemas {
  /** The service that owns and publishes the event. */
  readonly source: string;
  /** The event's name: its `detail-type`. */
  readonly type: string;
  readonly versions: readonly { readonly version: number; readonly schema: JsonSchema }[];
}

/** One version of one event. */
export interface EventVersion {
  readonly source: string;
  readonly type: string;
  readonly version: number;
  /** Of the data alone. */
  readonly data: JsonSchema;
}

/** Every version of every event. */
export function versionsOf(events: readonly EventSchemas[]): readonly EventVersion[] {
  return events.flatMap(({ source, type, versions }) =>
    versions.map(({ version, schema }) => ({ source, type, version, data: schema })),
  );
}

const TEXT: JsonSchema = { type: 'string' };

/**
 * What EventBridge puts around every event.
 * Source: docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html; `replay-name` is there when an archive sends
 * an event again: docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive-event-replay.html
 */
const AROUND: Readonly<Record<string, JsonSchema>> = {
  version: { const: '0' },
  id: TEXT,
  account: { type: 'string', pattern: '^[0-9]{12}$' },
  time: TEXT,
  region: TEXT,
  resources: { type: 'array', items: TEXT },
  'replay-name': TEXT,
};

/** What a rule is held against outside of `detail`. */
export function addressSchema({ source, type }: EventVersion): JsonSchema {
  return {
    type: 'object',
    required: [...Object.keys(AROUND).filter((name) => name !== 'replay-name'), 'source', 'detail-type', 'detail'],
    properties: { ...AROUND, source: { const: source }, 'detail-type': { const: type } },
  };
}

/** What a rule is held against inside of `detail`. */
export function detailSchema({ type, version, data }: EventVersion, envelope: JsonSchema): JsonSchema {
  const properties = isRecord(envelope) && isRecord(envelope['properties']) ? envelope['properties'] : {};
  const inner = isRecord(envelope) ? { ...envelope, properties: withoutKeys(properties, ['data']) } : {};
  const own = { type: { const: type }, version: { const: version }, data: { $ref: '#/$defs/data' } };
  return {
    $defs: { data: relocated(data, '#/$defs/data'), envelope: relocated(inner, '#/$defs/envelope') },
    type: 'object',
    required: ['detail'],
    properties: {
      detail: { allOf: [{ $ref: '#/$defs/envelope' }, { type: 'object', required: ['data'], properties: own }] },
    },
  };
}

/** The same schema at another place of a document: its references follow, its own address is gone. */
function relocated(schema: JsonSchema, place: string): JsonSchema {
  return relocate(schema, place) as JsonSchema;
}

function relocate(value: unknown, place: string): unknown {
  if (Array.isArray(value)) return value.map((each) => relocate(each, place));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(withoutKeys(value, typeof value['$id'] === 'string' ? ['$id', '$schema'] : [])).map(
      ([key, inner]) => [
        key,
        key === '$ref' && typeof inner === 'string' && inner.startsWith('#')
          ? `${place}${inner.slice(1)}`
          : relocate(inner, place),
      ],
    ),
  );
}

function withoutKeys(record: Readonly<Record<string, unknown>>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}
