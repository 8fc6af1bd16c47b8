import { pythonDocstring } from './emit-python-literal.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** Classes written so far, in the order in which Python needs them. */
interface Emission {
  readonly classes: string[];
  readonly prefix: string;
}

const SCALARS: Readonly<Record<string, string>> = {
  string: 'str',
  integer: 'int',
  number: 'int | float',
  boolean: 'bool',
  null: 'None',
};

const KEYWORDS: readonly string[] =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield'.split(
    ' ',
  );

/** TypedDicts of what a schema describes, each object a class of its own; the last one has the given name. */
export function emitTypedDicts(name: string, schema: JsonObject): string {
  const emission: Emission = { classes: [], prefix: name };
  for (const [definition, each] of Object.entries((schema['$defs'] ?? {}) as Readonly<Record<string, JsonObject>>)) {
    const alias = definitionName(emission, definition);
    const type = typeOf(each, emission, alias);
    if (type !== `"${alias}"`) emission.classes.push(`${alias}: TypeAlias = ${type}\n`);
  }
  typeOf(schema, emission, name);
  return emission.classes.join('\n\n');
}

function definitionName({ prefix }: Emission, definition: string): string {
  return `${prefix}${pascal(definition)}`;
}

function typeOf(schema: JsonObject | boolean, emission: Emission, name: string): string {
  if (typeof schema === 'boolean') return 'object';
  if (typeof schema['$ref'] === 'string') {
    return `"${definitionName(emission, schema['$ref'].replace('#/$defs/', ''))}"`;
  }
  const values = schema['const'] === undefined ? schema['enum'] : [schema['const']];
  if (Array.isArray(values)) return literalType(values);
  return alternativesOrType(schema, emission, name);
}

function alternativesOrType(schema: JsonObject, emission: Emission, name: string): string {
  const alternatives = (schema['oneOf'] ?? schema['anyOf']) as readonly JsonObject[] | undefined;
  if (alternatives !== undefined) {
    return union(alternatives.map((each, index) => typeOf(each, emission, `${name}Option${index + 1}`)));
  }
  const types = [schema['type'] as string | readonly string[]].flat();
  return schema['type'] === undefined ? 'object' : union(types.map((type) => typed(type, schema, { emission, name })));
}

function typed(
  type: string,
  schema: JsonObject,
  { emission, name }: { readonly emission: Emission; readonly name: string },
): string {
  if (type === 'array') return `list[${typeOf((schema['items'] ?? true) as JsonObject, emission, `${name}Entry`)}]`;
  if (type !== 'object') return SCALARS[type] ?? 'object';
  if (schema['properties'] !== undefined) return emitClass(schema, emission, name);
  const values = schema['additionalProperties'];
  return `dict[str, ${typeof values === 'object' ? typeOf(values as JsonObject, emission, `${name}Value`) : 'object'}]`;
}

function emitClass(schema: JsonObject, emission: Emission, name: string): string {
  const required = new Set(schema['required'] as readonly string[] | undefined);
  const fields = Object.entries(schema['properties'] as Readonly<Record<string, JsonObject>>).map(([field, each]) => {
    const type = typeOf(each, emission, `${name}${pascal(field)}`);
    return { field, type: required.has(field) ? type : `NotRequired[${type}]`, words: wordsOf(each) };
  });
  const isPlain = fields.every(({ field }) => /^[A-Za-z_]\w*$/u.test(field) && !KEYWORDS.includes(field));
  emission.classes.push(isPlain ? plainClass(name, schema, fields) : functionalClass(name, schema, fields));
  return `"${name}"`;
}

interface Field {
  readonly field: string;
  readonly type: string;
  readonly words: string;
}

function plainClass(name: string, schema: JsonObject, fields: readonly Field[]): string {
  const lines = fields.map(({ field, type, words }) => `    ${field}: ${type}\n${pythonDocstring(words, '    ')}`);
  return `class ${name}(TypedDict):\n${pythonDocstring(wordsOf(schema), '    ')}\n${lines.join('')}`;
}

/** Names that are no words of Python can only be written this way. */
function functionalClass(name: string, schema: JsonObject, fields: readonly Field[]): string {
  const lines = fields.map(
    ({ field, type, words }) => `        # ${oneLine(words)}\n        ${JSON.stringify(field)}: ${type},\n`,
  );
  return `${name} = TypedDict(\n    "${name}",\n    {\n${lines.join('')}    },\n)\n${pythonDocstring(wordsOf(schema), '')}`;
}

function wordsOf({ description }: JsonObject): string {
  return typeof description === 'string' ? description : '';
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ');
}

function literalType(values: readonly unknown[]): string {
  const exact = values.filter((value) => typeof value !== 'number' || Number.isInteger(value));
  if (exact.length < values.length) return 'int | float';
  return `Literal[${values.map((value) => (value === null ? 'None' : pythonScalar(value))).join(', ')}]`;
}

function pythonScalar(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}

function union(types: readonly string[]): string {
  const different = [...new Set(types)];
  return different.length === 1 ? (different[0] ?? 'object') : `Union[${different.join(', ')}]`;
}

/** `net-weight` → `NetWeight`: a part of a class' name. */
function pascal(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
