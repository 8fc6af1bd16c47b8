import { type JsonSchema, isRecord, isSchema, schemaList } from '../sets/json-schema.ts';

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

/**
 * The ways in which a value can keep a schema: at least one of them holds for every value that does. `not`, `if` and what
 * else only narrows is left out, so that more may seem possible than is, and never less.
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
  ];
  return parts.reduce<readonly Term[]>((sofar, part) => product(sofar, part), [[schema]]);
}

function product(some: readonly Term[], others: readonly Term[]): readonly Term[] {
  if (some.length * others.length > MAX_TERMS) return some;
  return some.flatMap((one) => others.map((other) => [...one, ...other]));
}

function referred(reference: string, root: JsonSchema, references: number): readonly Term[] {
  const target = pointedTo(root, reference);
  if (target === undefined || references >= MAX_REFERENCES) return NOTHING_KNOWN;
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
