import { type JsonSchema, isRecord, schemaList, schemasIn } from './json-schema.ts';

/** Whether there is a text that the schema admits and the expression matches; 'unknown' when that cannot be decided. */
export function admitsText(_schema: JsonSchema, _language: RegExp): boolean | 'unknown' {
  return 'unknown';
}

/** Whether a schema admits a value; true as well when that cannot be decided. */
export function admitsValue(_schema: JsonSchema, _value: unknown): boolean {
  return true;
}

/** All schemas that may describe the field at a path, looking through lists, references and alternatives. */
export function fieldSchemas(schema: JsonSchema, path: readonly string[]): readonly JsonSchema[] {
  const [name, ...rest] = path;
  if (name === undefined) return [schema];
  if (!isRecord(schema)) return [];
  const own = schemasIn(schema['properties']).find(([key]) => key === name);
  const items = isRecord(schema['items']) ? fieldSchemas(schema['items'], path) : [];
  const branches = [...schemaList(schema['allOf']), ...schemaList(schema['anyOf']), ...schemaList(schema['oneOf'])];
  return [
    ...(own === undefined ? [] : fieldSchemas(own[1], rest)),
    ...items,
    ...branches.flatMap((branch) => fieldSchemas(branch, path)),
  ];
}
