import { ContractSourceError } from '@tidings/event-schemas';
import { pythonPattern, UntranslatablePatternError } from './emit-python-pattern.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/** What says something to people or to tools, and nothing about a value. */
const WORDS: readonly string[] = [
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'examples',
  'default',
  'deprecated',
];
const PLAIN: readonly string[] = [
  '$ref',
  'type',
  'enum',
  'const',
  'required',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];
const FORMATS: readonly string[] = ['date', 'date-time', 'email', 'uuid'];

/**
 * The part of a schema that judges values, as libs/python reads it: words left out, patterns beside their translation.
 * @throws {ContractSourceError} a keyword, format, reference or pattern that Python readers do not understand.
 */
export function pythonSchema(schema: unknown, file: string, path = ''): unknown {
  if (typeof schema === 'boolean') return schema;
  const place: Place = { file, path, whole: schema as JsonObject };
  const judging = Object.entries(place.whole).filter(([keyword]) => !WORDS.includes(keyword));
  return Object.fromEntries(judging.map(([keyword, value]) => [keyword, keywordOf(keyword, value, place)]));
}

interface Place {
  readonly file: string;
  readonly path: string;
  /** The schema that the keyword stands in. */
  readonly whole: JsonObject;
}

type Translate = (value: unknown, place: Place, keyword: string) => unknown;

const schemaInside: Translate = (value, { file, path }, keyword) => pythonSchema(value, file, `${path}/${keyword}`);

const schemasByName: Translate = (value, { file, path }, keyword) =>
  Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, child]) => [
      name,
      pythonSchema(child, file, `${path}/${keyword}/${name}`),
    ]),
  );

const schemasInList: Translate = (value, { file, path }, keyword) =>
  (value as readonly unknown[]).map((child, index) => pythonSchema(child, file, `${path}/${keyword}/${index}`));

const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  ...Object.fromEntries(PLAIN.map((keyword) => [keyword, (value: unknown): unknown => value])),
  $defs: schemasByName,
  properties: schemasByName,
  items: schemaInside,
  additionalProperties: schemaInside,
  propertyNames: schemaInside,
  not: schemaInside,
  oneOf: schemasInList,
  anyOf: schemasInList,
  allOf: schemasInList,
  pattern: (value, place) => [value, translated(String(value), place)],
  format: (value, place) => (FORMATS.includes(String(value)) ? value : refuse(place, `format ${String(value)}`)),
  $ref: (value, place) => (/^#\/\$defs\/[^/]+$/u.test(String(value)) ? value : refuse(place, `$ref ${String(value)}`)),
};

function keywordOf(keyword: string, value: unknown, place: Place): unknown {
  const translate = Object.hasOwn(TRANSLATIONS, keyword) ? TRANSLATIONS[keyword] : undefined;
  return translate === undefined ? refuse(place, keyword) : translate(value, place, keyword);
}

function refuse({ file, path }: Place, what: string): never {
  throw new ContractSourceError(
    file,
    `${path === '' ? 'the schema' : path} uses ${what}, which Python readers do not implement`,
  );
}

function translated(pattern: string, { file, path }: Place): string {
  try {
    return pythonPattern(pattern);
  } catch (error) {
    if (!(error instanceof UntranslatablePatternError)) throw error;
    throw new ContractSourceError(file, `${path}: ${error.message}`);
  }
}
