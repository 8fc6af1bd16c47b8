import type { ContractSource, Schema } from '@tidings/event-schemas';
import { didYouMean } from '../workspace/nearest.ts';
import { refuse } from '../workspace/refusal.ts';

/** One event and the fields that a consumer reads of it. */
export interface EventReading {
  readonly contract: ContractSource;
  /** The newest version: readers of a new consumer declare it. */
  readonly version: number;
  readonly schema: Schema;
  readonly example: unknown;
  /** Dotted paths inside the data, looking through lists, in the schema's order. */
  readonly fields: readonly string[];
}

/** Formats that personal data has. Contracts keep it in one object, and a default takes no chances. */
const PERSONAL_FORMATS: ReadonlySet<unknown> = new Set(['email', 'idn-email']);

const SCALARS: ReadonlySet<unknown> = new Set(['string', 'integer', 'number', 'boolean']);

/**
 * What a consumer reads of each event: the listed fields, where an event has them, or else every required text, number
 * and flag that stands directly in its data and is not personal.
 * @throws {GeneratorRefusalError} a field is in none of the events, or nothing is read of one of them.
 */
export function readingsOf(contracts: readonly ContractSource[], list: string | undefined): readonly EventReading[] {
  const latest = contracts.map(newestOf);
  const wanted = (list ?? '').split(',').map((field) => field.trim());
  const named = [...new Set(wanted.filter((field) => field !== ''))];
  for (const field of named) assertSomewhere(field, latest);
  return latest.map((event) => {
    const all = pathsIn(event.schema);
    const fields = named.length === 0 ? defaultFields(event.schema) : all.filter((path) => named.includes(path));
    if (fields.length > 0) return { ...event, fields: withoutCovered(fields) };
    const { type } = event.contract;
    return refuse(`Nothing would be read of ${type}: name some of its fields with --fields (${all.join(', ')}).`);
  });
}

type Latest = Omit<EventReading, 'fields'>;

function newestOf(contract: ContractSource): Latest {
  const newest = contract.versions.at(-1);
  if (newest === undefined) return refuse(`${contract.type} has no version yet.`);
  return { contract, version: newest.version, schema: newest.schema, example: newest.example };
}

function assertSomewhere(field: string, events: readonly Latest[]): void {
  const known = [...new Set(events.flatMap(({ schema }) => pathsIn(schema)))];
  if (known.includes(field)) return;
  const types = events.map(({ contract }) => contract.type).join(' or ');
  refuse(`There is no field "${field}" in ${types}.${didYouMean(field, known)} Known fields: ${known.join(', ')}.`);
}

function defaultFields({ properties = {}, required = [] }: Schema): readonly string[] {
  return Object.entries(properties)
    .filter(([name, { type, format }]) => required.includes(name) && SCALARS.has(type) && !PERSONAL_FORMATS.has(format))
    .map(([name]) => name);
}

/** A path covers all that is inside it. */
function withoutCovered(fields: readonly string[]): readonly string[] {
  return fields.filter((field) => !fields.some((other) => field.startsWith(`${other}.`)));
}

/** Every path of a schema's objects, through lists; an object comes before what is inside it. */
function pathsIn(schema: Schema, before = ''): readonly string[] {
  const { properties = {}, items } = schema;
  if (items !== undefined) return pathsIn(items, before);
  return Object.entries(properties).flatMap(([name, child]) => {
    const path = before === '' ? name : `${before}.${name}`;
    return [path, ...pathsIn(child, path)];
  });
}
