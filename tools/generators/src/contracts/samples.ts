import type { Schema } from '@tidings/event-schemas';
import type { EventReading } from './fields.ts';

/** Data of one event as a test needs it: the contract's example, with these of its fields changed. */
export interface Sample {
  readonly changes: Readonly<Record<string, unknown>>;
  /** What the consumer gets to see of it. */
  readonly read: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Three valid pieces of data of one event: the example, the same with other numbers, and the same about somebody else.
 * Where the schema leaves no room for that, the example itself.
 */
export function samplesOf({ schema, example, fields }: EventReading): readonly Sample[] {
  const data = example as Fields;
  return [{}, otherNumbers(schema, data), otherIds(schema, data)].map((changes) => ({
    changes,
    read: narrowed({ ...data, ...changes }, fields),
  }));
}

function otherNumbers({ properties = {} }: Schema, data: Fields): Fields {
  const changed = Object.entries(properties).flatMap(([name, { type, enum: values, const: value, ...bounds }]) => {
    const number = data[name];
    const isFree = type === 'integer' && values === undefined && value === undefined && !('multipleOf' in bounds);
    if (!isFree || typeof number !== 'number') return [];
    const next = number + 1;
    return isWithin(next, bounds) ? [[name, next] as const] : [];
  });
  return Object.fromEntries(changed);
}

function isWithin(number: number, { maximum, exclusiveMaximum }: Fields): boolean {
  if (typeof maximum === 'number' && number > maximum) return false;
  return typeof exclusiveMaximum !== 'number' || number < exclusiveMaximum;
}

function otherIds({ properties = {} }: Schema, data: Fields): Fields {
  const changed = Object.entries(properties).flatMap(([name, { format }]) => {
    const id = data[name];
    if (format !== 'uuid' || typeof id !== 'string') return [];
    const last = id.endsWith('0') ? '1' : '0';
    return [[name, `${id.slice(0, -1)}${last}`] as const];
  });
  return Object.fromEntries(changed);
}

/** The declared fields of data and no other; lists stay lists. */
export function narrowed(data: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((entry: unknown) => narrowed(entry, fields));
  const names = [...new Set(fields.map((field) => field.split('.')[0] ?? ''))];
  const kept = names.flatMap((name) => {
    const value = (data as Fields)[name];
    if (value === undefined) return [];
    const inside = fields.includes(name)
      ? []
      : fields.filter((field) => field.startsWith(`${name}.`)).map((field) => field.slice(name.length + 1));
    return [[name, narrowed(value, inside)] as const];
  });
  return Object.fromEntries(kept);
}
