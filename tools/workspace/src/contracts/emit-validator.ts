import type { KeywordCxt } from 'ajv/dist/2020.js';
import { Ajv2020, _, str } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { isDate, isDateTime, isEmail, isUuid } from '@tidings/events/formats';
import type { Schema } from './schema.ts';
import { ContractSourceError } from './schema.ts';

/** A format of JSON Schema that contracts may use, and where its function is, under libs/events/src. */
interface Format {
  readonly name: string;
  readonly module: string;
  readonly test: (text: string) => boolean;
}

/** All formats that contracts may use; a schema with another one is refused. */
export const FORMATS: Readonly<Record<string, Format>> = {
  'date-time': { name: 'isDateTime', module: 'formats/date-time.ts', test: isDateTime },
  date: { name: 'isDate', module: 'formats/date-time.ts', test: isDate },
  email: { name: 'isEmail', module: 'formats/email.ts', test: isEmail },
  uuid: { name: 'isUuid', module: 'formats/uuid.ts', test: isUuid },
};

/** An ajv that knows our formats and nothing else, and writes its validators as source code. */
export function contractAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: false,
    code: { source: true, esm: true, lines: true, optimize: 2, formats: _`formats` },
  });
  for (const [format, { test }] of Object.entries(FORMATS)) ajv.addFormat(format, test);
  addLengthKeywords(ajv);
  return ajv;
}

/**
 * Lengths in code points, as JSON Schema wants, counted only where the number of UTF-16 code units leaves it open.
 */
function addLengthKeywords(ajv: Ajv2020): void {
  for (const keyword of ['maxLength', 'minLength'] as const) {
    const isMax = keyword === 'maxLength';
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      type: 'string',
      schemaType: 'number',
      error: {
        message: ({ schemaCode }) => str`must NOT have ${isMax ? 'more' : 'fewer'} than ${schemaCode} characters`,
        params: ({ schemaCode }) => _`{limit: ${schemaCode}}`,
      },
      code(cxt: KeywordCxt) {
        const { data, schemaCode: limit } = cxt;
        const isTooLong = _`${data}.length > ${limit} && (${data}.length > ${limit} * 2 || [...${data}].length > ${limit})`;
        const isTooShort = _`${data}.length < ${limit} * 2 && [...${data}].length < ${limit}`;
        cxt.fail(isMax ? isTooLong : isTooShort);
      },
    });
  }
}

/**
 * The source of a TypeScript module whose `validate` accepts what the schema describes. `eventsSource` is the relative
 * path from that module to libs/events/src.
 * @throws {ContractSourceError} the schema needs code at run time that a bundle of ours does not carry.
 */
export function emitValidator(
  schema: Schema,
  options: { readonly file: string; readonly eventsSource: string },
): string {
  const ajv = contractAjv();
  const source = standalone.default(ajv, ajv.compile(schema));
  const { body, imports } = withImportedFormats(source, options.eventsSource);
  if (/\brequire\(|\beval\(|new Function/.test(body)) {
    throw new ContractSourceError(options.file, 'needs a part of ajv at run time; use simpler keywords');
  }
  return [
    '// @ts-nocheck: the types of this module are those of its export',
    `import type { CompiledValidator } from '${options.eventsSource}/contract.ts';`,
    ...imports,
    body,
  ].join('\n');
}

function withImportedFormats(
  source: string,
  eventsSource: string,
): { readonly body: string; readonly imports: string[] } {
  const imports: string[] = [];
  const body = source
    .replace('"use strict";', '')
    .replace(/export default \w+;\n/, '')
    .replace(/export const validate = (\w+);/, 'export const validate: CompiledValidator = $1;')
    .replaceAll(/const (formats\d+) = formats(?:\.(\w+)|\["([^"]+)"\]);\n/g, (_match, variable, plain, quoted) => {
      const format = FORMATS[plain ?? quoted];
      if (format !== undefined)
        imports.push(`import { ${format.name} as ${variable} } from '${eventsSource}/${format.module}';`);
      return '';
    });
  return { body: withoutUnusedSchemas(body).trim(), imports };
}

/** ajv carries each schema along; only a few keywords read it. */
function withoutUnusedSchemas(source: string): string {
  const unnamed = source.replaceAll(/\/\*# sourceURL="[^"]*" \*\/;\n?/g, '');
  return unnamed.replaceAll(/const (schema\d+) = .*;\n/g, (line, name: string) => {
    return unnamed.split(new RegExp(String.raw`\b${name}\b`)).length > 2 ? line : '';
  });
}
