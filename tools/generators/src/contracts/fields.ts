import type { ContractSource, FieldModel, SchemaModel } from '@tidings/event-schemas';
import { didYouMean } from '../workspace/nearest.ts';
import { refuse } from '../workspace/refusal.ts';

/** One event and the fields that a consumer reads of it. */
export interface EventReading {
  readonly contract: ContractSource;
  /** The newest version: readers of a new consumer declare it. */
  readonly version: number;
  readonly model: SchemaModel;
  readonly example: unknown;
  /** Dotted paths inside the data, looking through lists, in the schema's order. */
  readonly fields: readonly string[];
}

/** Formats that personal data has. Contracts keep it in one object, and a default takes no chances. */
const PERSONAL_FORMATS: ReadonlySet<unknown> = new Set(['email', 'idn-email']);

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
    const all = pathsIn(event.model);
    const fields = named.length === 0 ? defaultFields(event.model) : all.filter((path) => named.includes(path));
    if (fields.length > 0) return { ...event, fields: withoutCovered(fields) };
    const { type } = event.contract;
    return refuse(`Nothing would be read of ${type}: name some of its fields with --fields (${all.join(', ')}).`);
  });
}

type Latest = Omit<EventReading, 'fields'>;

function newestOf(contract: ContractSource): Latest {
  const newest = contract.versions.at(-1);
  if (newest === undefined) return refuse(`${contract.type} has no version yet.`);
  const { version, model, example } = newest;
  return { contract, version, model, example };
}

function assertSomewhere(field: string, events: readonly Latest[]): void {
  const known = [...new Set(events.flatMap(({ model }) => pathsIn(model)))];
  if (known.includes(field)) return;
  const types = events.map(({ contract }) => contract.type).join(' or ');
  refuse(`There is no field "${field}" in ${types}.${didYouMean(field, known)} Known fields: ${known.join(', ')}.`);
}

function defaultFields(model: SchemaModel): readonly string[] {
  return fieldsOf(model)
    .filter(({ required, model: { kind, nullable, bounds } }) => {
      return required && kind === 'scalar' && !nullable && !PERSONAL_FORMATS.has(bounds['format']);
    })
    .map(({ name }) => name);
}

/** A path covers all that is inside it. */
function withoutCovered(fields: readonly string[]): readonly string[] {
  return fields.filter((field) => !fields.some((other) => field.startsWith(`${other}.`)));
}

/** The fields of an object, or of every entry of a list of objects; nothing else has fields that are read one by one. */
export function fieldsOf(model: SchemaModel): readonly FieldModel[] {
  if (model.kind === 'list') return fieldsOf(model.entries);
  return model.kind === 'object' ? model.fields : [];
}

/** The paths inside a field; an empty list means the whole of it, `undefined` that it is not read. */
export function fieldsInside(fields: readonly string[], name: string): readonly string[] | undefined {
  if (fields.includes(name)) return [];
  const inside = fields.filter((field) => field.startsWith(`${name}.`)).map((field) => field.slice(name.length + 1));
  return inside.length === 0 ? undefined : inside;
}

/** Every path of a schema's objects, through lists; an object comes before what is inside it. */
function pathsIn(model: SchemaModel, before = '', depth = 0): readonly string[] {
  if (depth > MAX_DEPTH) return [];
  return fieldsOf(model).flatMap(({ name, model: child }) => {
    const path = before === '' ? name : `${before}.${name}`;
    return [path, ...pathsIn(child, path, depth + 1)];
  });
}

/** Objects inside one another that a reading's path may go through. */
const MAX_DEPTH = 6;
