import type { SchemaModel } from '@tidings/event-schemas';
import { fieldsInside, fieldsOf, type EventReading } from './fields.ts';

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
export function samplesOf({ model, example, fields }: EventReading): readonly Sample[] {
  const data = example as Fields;
  const changed = [{}, changedFields(model, data, otherNumber), changedFields(model, data, otherId)];
  return changed.map((changes) => ({ changes, read: narrowed({ ...data, ...changes }, fields) }));
}

function changedFields(
  model: SchemaModel,
  data: Fields,
  change: (model: SchemaModel, value: unknown) => unknown,
): Fields {
  const changed = fieldsOf(model).flatMap(({ name, model: field }) => {
    const value = change(field, data[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(changed);
}

/** The next integer, where any integer will do and it is within bounds. */
function otherNumber(model: SchemaModel, value: unknown): number | undefined {
  if (typeof value !== 'number' || !isAnyInteger(model)) return undefined;
  const { maximum, exclusiveMaximum } = model.bounds;
  const limit = Math.min(numberOr(maximum, Infinity), numberOr(exclusiveMaximum, Infinity) - 1);
  return value < limit ? value + 1 : undefined;
}

function isAnyInteger(model: SchemaModel): boolean {
  if (model.kind !== 'scalar' || model.type !== 'integer') return false;
  return model.values === undefined && model.bounds['multipleOf'] === undefined;
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function otherId(model: SchemaModel, value: unknown): string | undefined {
  if (model.kind !== 'scalar' || model.bounds['format'] !== 'uuid' || typeof value !== 'string') return undefined;
  return `${value.slice(0, -1)}${value.endsWith('0') ? '1' : '0'}`;
}

/** The declared fields of data and no other; lists stay lists. */
function narrowed(data: unknown, fields: readonly string[]): unknown {
  if (fields.length === 0 || typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map((entry: unknown) => narrowed(entry, fields));
  const kept = Object.entries(data).flatMap(([name, value]) => {
    const inside = fieldsInside(fields, name);
    return inside === undefined ? [] : [[name, narrowed(value, inside)] as const];
  });
  return Object.fromEntries(kept);
}
