import type { FieldModel, ObjectModel, Scalar, SchemaModel } from '@tidings/event-schemas';
import { pythonDocstring, pythonLiteral } from './emit-python-literal.ts';

/** Classes and aliases written so far, in the order in which Python needs them. */
type Declarations = string[];

const SCALARS = { string: 'str', integer: 'int', number: 'int | float', boolean: 'bool' } as const;

/** Source: docs.python.org/3/reference/lexical_analysis.html#keywords */
const RESERVED: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global ' +
    'if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** The type of what a schema describes, under the given name: TypedDicts, each object a class of its own. */
export function emitTypedDicts(name: string, model: SchemaModel): string {
  const declarations: Declarations = [];
  const type = typeOf(model, name, declarations);
  if (type !== `"${name}"`) declarations.push(`${name}: TypeAlias = ${type}\n${words(model, '')}`);
  return declarations.join('\n\n');
}

function typeOf(model: SchemaModel, name: string, declarations: Declarations): string {
  const type = presentType(model, name, declarations);
  return model.nullable ? `Union[${type}, None]` : type;
}

function presentType(model: SchemaModel, name: string, declarations: Declarations): string {
  switch (model.kind) {
    case 'scalar':
      return model.values === undefined ? SCALARS[model.type] : literalType(model.values);
    case 'list':
      return `list[${typeOf(model.entries, `${name}Entry`, declarations)}]`;
    case 'map':
      return `dict[str, ${typeOf(model.entries, `${name}Value`, declarations)}]`;
    case 'object':
      return classOf(model, name, declarations);
    case 'alternatives': {
      const types = model.alternatives.map(({ values, model: each }) =>
        classOf(each, `${name}${pascal(values[0] ?? '')}`, declarations),
      );
      return `Union[${types.join(', ')}]`;
    }
  }
}

/** Python's types have no literal fractions. */
function literalType(values: readonly Scalar[]): string {
  const hasFraction = values.some((value) => typeof value === 'number' && !Number.isInteger(value));
  return hasFraction ? SCALARS.number : `Literal${pythonLiteral(values)}`;
}

interface Field {
  readonly field: FieldModel;
  readonly type: string;
}

function classOf(model: ObjectModel, wanted: string, declarations: Declarations): string {
  const name = freeName(wanted, declarations);
  const fields = model.fields.map((field): Field => {
    const type = typeOf(field.model, `${name}${pascal(field.name)}`, declarations);
    return { field, type: field.required ? type : `NotRequired[${type}]` };
  });
  const isPlain = model.fields.every((field) => /^[A-Za-z]\w*$/u.test(field.name) && !RESERVED.has(field.name));
  declarations.push(isPlain ? plainClass(name, model, fields) : functionalClass(name, model, fields));
  return `"${name}"`;
}

/** Two fields whose names differ in signs only would have classes of one name. */
function freeName(wanted: string, declarations: Declarations): string {
  const isTaken = (name: string): boolean =>
    declarations.some((text) => new RegExp(`^(?:class )?${name}\\b`, 'u').test(text));
  const count = [2, 3, 4, 5, 6, 7, 8, 9].find((number) => !isTaken(`${wanted}${number}`));
  return isTaken(wanted) ? `${wanted}${count ?? ''}` : wanted;
}

function plainClass(name: string, model: SchemaModel, fields: readonly Field[]): string {
  const lines = fields.map(({ field, type }) => `    ${field.name}: ${type}\n${words(field.model, '    ')}`);
  return `class ${name}(TypedDict):\n${words(model, '    ')}\n${lines.join('')}`;
}

/** Names that are no words of Python can only be written this way. */
function functionalClass(name: string, model: SchemaModel, fields: readonly Field[]): string {
  const lines = fields.map(
    ({ field, type }) =>
      `        # ${field.model.description.replaceAll(/\s+/gu, ' ')}\n        ${JSON.stringify(field.name)}: ${type},\n`,
  );
  return `${name} = TypedDict(\n    "${name}",\n    {\n${lines.join('')}    },\n)\n${words(model, '')}`;
}

function words({ description, deprecated }: SchemaModel, indent: string): string {
  return pythonDocstring(deprecated ? `Deprecated. ${description}` : description, indent);
}

/** `net-weight` → `NetWeight`: a part of a class' name. */
function pascal(name: string): string {
  const parts = name.split(/[^A-Za-z0-9]+/u);
  return parts.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
