import type { FieldOption } from './field-list.ts';
import { sentence, wordsOf } from './field-kinds.ts';
import { refuse } from '../workspace/refusal.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a schema says of itself. */
export interface EventHead {
  readonly owner: string;
  readonly event: string;
  readonly type: string;
  readonly description: string;
}

/** Entries that a list of an event may have. */
const LIST_BOUNDS = { minItems: 1, maxItems: 5_000 };

/** The first schema of an event. Every field is required, so that a reader can rely on it. */
export function schemaOf({ owner, event, type, description }: EventHead, fields: readonly FieldOption[]): Json {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:tidings:${owner}:${event}:v1`,
    title: type,
    description,
    ...objectOf(fields),
  };
}

function objectOf(fields: readonly FieldOption[]): Json {
  const members = byFirstStep(fields).map(([name, inside]) => [name, memberOf(name, inside)] as const);
  return { type: 'object', required: members.map(([name]) => name), properties: Object.fromEntries(members) };
}

function memberOf(name: string, fields: readonly FieldOption[]): Json {
  const inside = fields.map(withoutFirstStep);
  const isList = fields.some(({ steps: [first] }) => first?.isList === true);
  const leaf = inside.find(({ steps }) => steps.length === 0);
  if (leaf !== undefined && inside.length > 1) refuse(`The field ${name} is named twice: name it, or what is in it.`);
  const description = descriptionOf(name, isList, leaf);
  const entry = leaf === undefined ? objectOf(inside) : leaf.kind.schema;
  if (!isList) return { description, ...entry };
  return { description, type: 'array', ...LIST_BOUNDS, items: { description: `One of ${wordsOf(name)}.`, ...entry } };
}

function descriptionOf(name: string, isList: boolean, leaf: FieldOption | undefined): string {
  if (name === 'contact') return 'Who it is about. All personal data of the event is in this object.';
  return leaf === undefined || isList ? `${sentence(wordsOf(name))}.` : leaf.kind.describe(wordsOf(name));
}

/** Data that the schema describes, with every field in it. */
export function exampleOf(fields: readonly FieldOption[]): Json {
  const members = byFirstStep(fields).map(([name, inside]) => {
    const [leaf] = inside;
    const isList = inside.some(({ steps: [first] }) => first?.isList === true);
    const value = leaf?.steps.length === 1 ? leaf.kind.example : exampleOf(inside.map(withoutFirstStep));
    return [name, isList ? [value] : value] as const;
  });
  return Object.fromEntries(members);
}

function byFirstStep(fields: readonly FieldOption[]): readonly (readonly [string, readonly FieldOption[]])[] {
  return [...Map.groupBy(fields, ({ steps: [first] }) => first?.name ?? '')];
}

function withoutFirstStep({ steps, kind }: FieldOption): FieldOption {
  return { steps: steps.slice(1), kind };
}
