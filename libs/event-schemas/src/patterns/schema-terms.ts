import { type JsonSchema, isRecord, isSchema, schemaList, schemasIn, textsIn } from '../sets/json-schema.ts';
import { unknownKeywords } from '../sets/keywords.ts';
import { literal } from './text-rules.ts';

/** Plain schemas, without references and alternatives, that a value must keep all. */
export type Term = readonly Readonly<Record<string, unknown>>[];

/** A schema and the document that its references point into. */
export interface Rooted {
  readonly schema: JsonSchema;
  readonly root: JsonSchema;
}

/** More ways than this are not told apart: then the alternatives do not count. */
const MAX_TERMS = 200;

/** References that lead on without a field between them. */
const MAX_REFERENCES = 20;

const NOTHING_KNOWN: readonly Term[] = [[]];

/** Stands for what is not looked into: any field may be in it. */
const OPEN: Term = [{ additionalProperties: true }];

/**
 * The ways in which a value can keep a schema: at least one of them holds for every value that does. `not`, `if` and what
 * else only narrows is left out, so that more may seem possible than is, and never less; of conditions only the names of the
 * fields that they speak of are kept.
 */
export function termsOf({ schema, root }: Rooted, references = 0): readonly Term[] {
  if (typeof schema === 'boolean') return schema ? NOTHING_KNOWN : [];
  const parts = [
    ...schemaList(schema['allOf']).map((part) => termsOf({ schema: part, root }, references)),
    ...['anyOf', 'oneOf'].flatMap((keyword) =>
      Array.isArray(schema[keyword])
        ? [schemaList(schema[keyword]).flatMap((part) => termsOf({ schema: part, root }, references))]
        : [],
    ),
    ...(typeof schema['$ref'] === 'string' ? [referred(schema['$ref'], root, references)] : []),
    ...conditionsOf(schema).map((part) => namesOf(termsOf({ schema: part, root }, references + 1))),
    ...(unknownKeywords(schema).length > 0 ? [[OPEN]] : []),
  ];
  return parts.reduce<readonly Term[]>((sofar, part) => product(sofar, part), [[schema]]);
}

function product(some: readonly Term[], others: readonly Term[]): readonly Term[] {
  if (some.length * others.length > MAX_TERMS) return some.map((one) => [...one, ...OPEN]);
  return some.flatMap((one) => others.map((other) => [...one, ...other]));
}

/** Schemas that hold for some values only, by what else is in them. */
function conditionsOf(schema: Term[number]): readonly JsonSchema[] {
  const single = [schema['if'], schema['then'], schema['else']].filter((part) => isSchema(part));
  return [...single, ...schemasIn(schema['dependentSchemas']).map(([, part]) => part)];
}

/** What is left of schemas that may not hold: the fields that somebody may write. */
function namesOf(terms: readonly Term[]): readonly Term[] {
  const parts = terms.flat();
  if (parts.some(({ additionalProperties }) => isSchema(additionalProperties))) return [OPEN];
  const named = parts.flatMap(({ properties, required }) => [
    ...schemasIn(properties).map(([name]) => `^${literal(name)}$`),
    ...textsIn(required).map((name) => `^${literal(name)}$`),
  ]);
  const matching = parts.flatMap(({ patternProperties }) => schemasIn(patternProperties).map(([pattern]) => pattern));
  return [[{ patternProperties: Object.fromEntries([...named, ...matching].map((pattern) => [pattern, true])) }]];
}

function referred(reference: string, root: JsonSchema, references: number): readonly Term[] {
  const target = pointedTo(root, reference);
  if (target === undefined || references >= MAX_REFERENCES) return [OPEN];
  return termsOf({ schema: target, root }, references + 1);
}

/** What `#` or a JSON pointer after it names; undefined for anything else, such as an anchor or another document. */
function pointedTo(root: JsonSchema, reference: string): JsonSchema | undefined {
  if (reference !== '#' && !reference.startsWith('#/')) return undefined;
  const names = reference
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = names.reduce<unknown>((at, name) => {
    if (Array.isArray(at)) return (at as readonly unknown[])[Number(name)];
    return isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }, root);
  return isSchema(found) ? found : undefined;
}
