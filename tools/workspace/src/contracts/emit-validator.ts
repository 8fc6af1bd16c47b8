import type { ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020, _ } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { isDate, isDateTime, isEmail, isUuid } from '@tidings/events/formats';
import { useFastKeywords } from './keywords.ts';
import { ContractSourceError } from '@tidings/event-schemas';
import { trimmed } from './trim-validator.ts';

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
    discriminator: true,
    loopEnum: Number.POSITIVE_INFINITY,
    code: { source: true, esm: true, lines: true, optimize: 2, formats: _`formats` },
  });
  for (const [format, { test }] of Object.entries(FORMATS)) ajv.addFormat(format, test);
  useFastKeywords(ajv);
  return ajv;
}

/**
 * Compiles a schema with {@link contractAjv}.
 * @throws {ContractSourceError} ajv refuses the schema: an unknown format, a broken pattern.
 */
export function compileSchema(ajv: Ajv2020, schema: object, file: string): ValidateFunction {
  try {
    return ajv.compile(schema);
  } catch (error) {
    throw new ContractSourceError(file, error instanceof Error ? error.message : 'cannot be compiled');
  }
}

/**
 * The source of a TypeScript module whose `validate` accepts what the schema describes. `eventsSource` is the relative
 * path from that module to libs/events/src.
 * @throws {ContractSourceError} the schema needs code at run time that a bundle of ours does not carry.
 */
export function emitValidator(
  schema: object,
  options: { readonly file: string; readonly eventsSource: string },
): string {
  const ajv = contractAjv();
  const source = standalone.default(ajv, compileSchema(ajv, schema, options.file));
  const { body, imports } = withImportedFormats(source, options.eventsSource);
  if (/\brequire\(|\beval\(|new Function/.test(body)) {
    throw new ContractSourceError(options.file, 'needs a part of ajv at run time; use simpler keywords');
  }
  return [
    '// @ts-nocheck: the types of this module are those of its export',
    `import type { CompiledValidator } from '${options.eventsSource}/compiled-validator.ts';`,
    ...(body.includes('return fail(') ? [`import { fail } from '${options.eventsSource}/compiled-validator.ts';`] : []),
    ...imports,
    body,
  ].join('\n');
}

/** How ajv's code takes a format out of the object that it was told of. */
const FORMAT_LOOKUP = /const (formats\d+) = formats(?:\.|\[")([\w-]+)(?:"\])?;\n/g;

/** How ajv's code names the function that tells apart the entries of a list. */
const UNIQUE_ITEMS = '= areUnique;';

function formatCalled(format: string): Format {
  const known = FORMATS[format];
  if (known === undefined) throw new ContractSourceError(format, 'is no format that contracts may use');
  return known;
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
    .replaceAll(FORMAT_LOOKUP, (_line, variable: string, format: string) => {
      const { name, module } = formatCalled(format);
      imports.push(`import { ${name} as ${variable} } from '${eventsSource}/${module}';`);
      return '';
    });
  const uses = body.includes(UNIQUE_ITEMS) ? [`import { areUnique } from '${eventsSource}/unique-items.ts';`] : [];
  return { body: trimmed(body).trim(), imports: [...imports, ...uses] };
}
