import type { AlternativesModel, ObjectModel, ScalarModel, SchemaModel } from '@tidings/event-schemas';

/** The exact, read-only TypeScript shape of what a schema describes, exported under a name. */
export function emitInterface(name: string, model: SchemaModel): string {
  const words = docstring(model, '');
  if (model.kind === 'object') return `${words}export interface ${name} ${emitObject(model, '')}\n`;
  return `${words}export type ${name} = ${emitType(model, '')};\n`;
}

function emitType(model: SchemaModel, indent: string): string {
  const type = emitWithoutNull(model, indent);
  return model.nullable ? `${type} | null` : type;
}

function emitWithoutNull(model: SchemaModel, indent: string): string {
  switch (model.kind) {
    case 'scalar':
      return emitScalar(model);
    case 'list':
      return `readonly ${parenthesized(emitType(model.entries, indent))}[]`;
    case 'map':
      return `Readonly<Record<string, ${emitType(model.entries, indent)}>>`;
    case 'object':
      return emitObject(model, indent);
    case 'alternatives':
      return emitAlternatives(model, indent);
  }
}

function emitObject({ fields }: ObjectModel, indent: string): string {
  const inner = `${indent}  `;
  const lines = fields.map(({ name, required, model }) => {
    const mark = required ? '' : '?';
    return `${docstring(model, inner)}${inner}readonly ${propertyName(name)}${mark}: ${emitType(model, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

function emitAlternatives({ alternatives }: AlternativesModel, indent: string): string {
  const inner = `${indent}  `;
  return alternatives.map(({ model }) => `\n${docstring(model, inner)}${inner}| ${emitObject(model, inner)}`).join('');
}

const TYPES = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean' } as const;

function emitScalar({ type, values }: ScalarModel): string {
  if (values === undefined) return TYPES[type];
  return values.map((value) => (typeof value === 'string' ? quoted(value) : String(value))).join(' | ');
}

function parenthesized(type: string): string {
  const isObject = type.startsWith('{') && type.endsWith('}');
  return type.includes('|') && !isObject ? `(${type})` : type;
}

function docstring({ description, deprecated }: SchemaModel, indent: string): string {
  const words = description.replaceAll('*/', '* /');
  return `${indent}/** ${words}${deprecated ? ` @deprecated` : ''} */\n`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;
}
