import { type Constraint, constraintsOf, eitherOf } from './constraints.ts';
import { type JsonObject, asList, asObject, asText, isObject } from './json.ts';
import { merged, resolved } from './references.ts';
import { typeWords } from './type-words.ts';

/** One field of a schema, as a row of a table. */
export interface Field {
  /** Dotted, looking through lists: `lines.sku`. */
  readonly path: string;
  /** The last part of the path. */
  readonly name: string;
  /** 0 for the fields of the data itself. */
  readonly depth: number;
  /** In words: `list of objects`. */
  readonly type: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  readonly constraints: readonly Constraint[];
  readonly description: string;
}

/** Schemas nest no deeper than people read: what lies below is in the schema itself. */
const MAX_DEPTH = 12;

interface Place {
  readonly root: JsonObject;
  readonly path: string;
  readonly depth: number;
  /** References on the way here: one that comes again is not followed. */
  readonly followed: readonly string[];
}

/** Every field that a schema describes, parents before their children, in the order of the schema. */
export function fieldsOf(schema: JsonObject): readonly Field[] {
  const place = { root: schema, path: '', depth: 0, followed: [] };
  return below(schema, place);
}

/** The fields inside an object, a list of objects, or any of several shapes. */
function below(schema: JsonObject, place: Place): readonly Field[] {
  if (place.depth > MAX_DEPTH) return [];
  const { target, followed } = resolved(schema, place.root, place.followed);
  const whole = merged(target);
  const inside = { ...place, followed };
  const items = isObject(whole['items']) ? below(whole['items'], inside) : [];
  const shapes = sharedFields(shapesOf(whole).map((shape) => below(shape, inside)));
  return withoutRepeats([...members(whole, inside), ...items, ...shapes]);
}

/** Null is no shape: whether there are fields at all is not said with each of them. */
function shapesOf(schema: JsonObject): readonly JsonObject[] {
  const listed = ['oneOf', 'anyOf', 'prefixItems'].flatMap((keyword) => asList(schema[keyword]));
  return [...listed, schema['then'], schema['else']].filter(isObject).filter(({ type }) => type !== 'null');
}

function members(schema: JsonObject, place: Place): readonly Field[] {
  const required = asList(schema['required']);
  const named = Object.entries(asObject(schema['properties'])).flatMap(([name, child]) =>
    rows({ name, child, required: required.includes(name) }, place),
  );
  const patterned = Object.entries(asObject(schema['patternProperties'])).flatMap(([pattern, child]) =>
    rows({ name: `/${pattern}/`, child, required: false }, place),
  );
  const others = schema['additionalProperties'];
  const rest = isObject(others) ? rows({ name: '*', child: others, required: false }, place) : [];
  return [...named, ...patterned, ...rest];
}

interface Member {
  readonly name: string;
  readonly child: unknown;
  readonly required: boolean;
}

function rows({ name, child, required }: Member, place: Place): readonly Field[] {
  const path = place.path === '' ? name : `${place.path}.${name}`;
  const schema = asObject(child);
  const { target, followed } = resolved(schema, place.root, place.followed);
  const whole = merged(target);
  const row: Field = {
    path,
    name,
    depth: place.depth,
    type: typeWords(whole, place.root),
    required,
    deprecated: whole['deprecated'] === true,
    constraints: constraintsWithItems(whole, place.root),
    description: describe(whole, schema),
  };
  return [row, ...below(whole, { ...place, path, depth: place.depth + 1, followed })];
}

function constraintsWithItems(schema: JsonObject, root: JsonObject): readonly Constraint[] {
  const items = schema['items'];
  if (!isObject(items)) return constraintsOf(schema);
  return [...constraintsOf(schema), ...constraintsOf(merged(resolved(items, root, []).target), 'each ')];
}

function describe(schema: JsonObject, written: JsonObject): string {
  const own = asText(written['description']) || asText(schema['description']);
  const items = asText(asObject(schema['items'])['description']);
  return items === '' ? own : `${own} Each: ${items}`.trim();
}

/** Shapes of one value share fields: each path is told once, and is required if it is so in all of them. */
function sharedFields(shapes: readonly (readonly Field[])[]): readonly Field[] {
  const byPath = Map.groupBy(shapes.flatMap(withoutRepeats), ({ path }) => path);
  return [...byPath.values()].flatMap((same) => {
    const [first] = same;
    const required = same.length === shapes.length && same.every((field) => field.required);
    return first === undefined ? [] : [{ ...first, ...inAnyShape(same), required }];
  });
}

function inAnyShape(same: readonly Field[]): Pick<Field, 'type' | 'constraints'> {
  const types = new Set(same.map(({ type }) => type));
  return { type: [...types].join(' or '), constraints: eitherOf(same.map(({ constraints }) => constraints)) };
}

function withoutRepeats(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ path }, index) => fields.findIndex((other) => other.path === path) === index);
}
