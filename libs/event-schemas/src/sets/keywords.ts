/** Keywords that say nothing about which documents are valid. Source: json-schema.org/draft/2020-12/json-schema-validation, sections 7 to 9 */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  '$comment',
  '$schema',
  '$id',
  '$anchor',
  '$vocabulary',
  '$defs',
  'definitions',
]);

const ASSERTIONS: ReadonlySet<string> = new Set([
  'type',
  'enum',
  'const',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'items',
  'prefixItems',
  'contains',
  'minContains',
  'maxContains',
  'minItems',
  'maxItems',
  'uniqueItems',
  'properties',
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'required',
  'minProperties',
  'maxProperties',
  'dependentRequired',
  'dependentSchemas',
]);

/** Whether a keyword never decides about a document. */
export function isAnnotation(keyword: string): boolean {
  return ANNOTATIONS.has(keyword);
}

/** The keywords of a schema whose meaning is not known here. */
export function unknownKeywords(schema: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(schema).filter((keyword) => !ANNOTATIONS.has(keyword) && !understands(schema, keyword));
}

function understands(schema: Readonly<Record<string, unknown>>, keyword: string): boolean {
  if (!ASSERTIONS.has(keyword)) return false;
  return keyword !== 'items' || !Array.isArray(schema['items']);
}

/** Keywords that hold one schema. */
export const SCHEMA_KEYWORDS: readonly string[] = [
  'not',
  'if',
  'then',
  'else',
  'items',
  'contains',
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'unevaluatedItems',
];
/** Keywords that hold a list of schemas. */
export const LIST_KEYWORDS: readonly string[] = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
/** Keywords that hold schemas by name. */
export const MAP_KEYWORDS: readonly string[] = [
  'properties',
  'patternProperties',
  'dependentSchemas',
  '$defs',
  'definitions',
];
