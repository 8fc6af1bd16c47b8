import type { Schema } from '@tidings/event-schemas';

/** The exact, read-only TypeScript shape of what a schema describes, as an exported interface. */
export function emitInterface(name: string, schema: Schema): string {
  return `${docstring(schema, '')}export interface ${name} ${emitObject(schema, '')}\n`;
}

function emitObject(schema: Schema, indent: string): string {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const mark = required.has(name) ? '' : '?';
    const inner = `${indent}  `;
    return `${docstring(field, inner)}${inner}readonly ${propertyName(name)}${mark}: ${emitType(field, inner)};\n`;
  });
  return `{\n${fields.join('')}${indent}}`;
}

function emitType(schema: Schema, indent: string): string {
  if (schema.type === 'object') return emitObject(schema, indent);
  if (schema.type === 'array') return `readonly ${parenthesized(emitType(schema.items ?? {}, indent))}[]`;
  if (schema.type === 'string') return emitString(schema);
  return schema.type === 'boolean' ? 'boolean' : 'number';
}

function emitString(schema: Schema): string {
  const values = schema.const === undefined ? schema.enum : [schema.const];
  return values === undefined ? 'string' : values.map(quoted).join(' | ');
}

function parenthesized(type: string): string {
  return type.includes(' | ') && !type.startsWith('{') ? `(${type})` : type;
}

function docstring({ description = '' }: Schema, indent: string): string {
  return `${indent}/** ${description.replaceAll('*/', '* /')} */\n`;
}

function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
