import { ContractSourceError, type SchemaModel, validationSchema } from '@tidings/event-schemas';
import { pythonPattern, UntranslatablePatternError } from './emit-python-pattern.ts';

type JsonObject = Readonly<Record<string, unknown>>;
type Translate = (value: unknown, around: JsonObject, file: string) => unknown;

const asItIs: Translate = (value) => value;

const schemaInside: Translate = (value, _around, file) =>
  typeof value === 'boolean' ? value : translated(value as JsonObject, file);

const schemasByName: Translate = (value, _around, file) =>
  Object.fromEntries(Object.entries(value as JsonObject).map(([name, child]) => [name, schemaInside(child, {}, file)]));

/** Python looks the alternative up by the tag's value. */
const discriminator: Translate = (value, { oneOf }) => {
  const { propertyName } = value as { readonly propertyName: string };
  const alternatives = oneOf as readonly { readonly properties: Readonly<Record<string, JsonObject>> }[];
  return { propertyName, values: alternatives.map(({ properties }) => properties[propertyName]?.['enum']) };
};

/** Every keyword that libs/python implements. */
const KEYWORDS: Readonly<Record<string, Translate>> = {
  ...Object.fromEntries(
    [
      'type',
      'enum',
      'minimum',
      'maximum',
      'exclusiveMinimum',
      'exclusiveMaximum',
      'multipleOf',
      'minLength',
      'maxLength',
      'format',
      'minItems',
      'maxItems',
      'uniqueItems',
      'required',
      'minProperties',
      'maxProperties',
    ].map((keyword) => [keyword, asItIs]),
  ),
  pattern: (value, _around, file) => [value, patternOf(String(value), file)],
  properties: schemasByName,
  additionalProperties: schemaInside,
  items: schemaInside,
  oneOf: (value, _around, file) => (value as readonly JsonObject[]).map((each) => translated(each, file)),
  discriminator,
};

const FORMATS: readonly unknown[] = ['date', 'date-time', 'email', 'uuid'];

/**
 * The schema that libs/python validates by: what the TypeScript validators are made of, with patterns translated.
 * @throws {ContractSourceError} a keyword, format or pattern that Python readers do not implement.
 */
export function pythonSchema(model: SchemaModel, file: string): unknown {
  return translated(validationSchema(model), file);
}

function translated(schema: JsonObject, file: string): JsonObject {
  if (schema['format'] !== undefined && !FORMATS.includes(schema['format'])) {
    refuse(file, `uses the format ${JSON.stringify(schema['format'])}`);
  }
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      const translate = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      return [keyword, translate === undefined ? refuse(file, `uses ${keyword}`) : translate(value, schema, file)];
    }),
  );
}

function refuse(file: string, problem: string): never {
  throw new ContractSourceError(file, `${problem}, which Python readers do not implement`);
}

function patternOf(pattern: string, file: string): string {
  try {
    return pythonPattern(pattern);
  } catch (error) {
    if (error instanceof UntranslatablePatternError) throw new ContractSourceError(file, error.message);
    throw error;
  }
}
