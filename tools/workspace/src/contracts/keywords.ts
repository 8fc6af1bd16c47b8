import type { Ajv2020, Code, KeywordCxt, Name } from 'ajv/dist/2020.js';
import { _, str } from 'ajv/dist/2020.js';
import { areUnique } from '@tidings/events/formats';

/*
 * ajv's keywords with the same verdicts and messages, and faster code for what contracts use most.
 */

/** Replaces the keywords of an ajv that has compiled nothing yet. */
export function useFastKeywords(ajv: Ajv2020): void {
  replaceLength(
    ajv,
    'maxLength',
    (data, limit) => _`${data}.length > ${limit} && (${data}.length > ${limit} * 2 || [...${data}].length > ${limit})`,
  );
  replaceLength(ajv, 'minLength', (data, limit) => _`${data}.length < ${limit} * 2 && [...${data}].length < ${limit}`);
  replacePattern(ajv);
  replaceUniqueItems(ajv);
}

/** Lengths are in code points; they are counted only where the number of UTF-16 code units leaves the answer open. */
function replaceLength(ajv: Ajv2020, keyword: string, isWrong: (data: Name, limit: number) => Code): void {
  const comparison = keyword === 'maxLength' ? 'more' : 'fewer';
  ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword,
    type: 'string',
    schemaType: 'number',
    error: { message: ({ schemaCode }) => str`must NOT have ${comparison} than ${schemaCode} characters` },
    code: (cxt: KeywordCxt) => cxt.fail(isWrong(cxt.data, Number(cxt.schema))),
  });
}

/** ajv's own compares entries that are no objects by a table that has a prototype, and others with all others. */
function replaceUniqueItems(ajv: Ajv2020): void {
  ajv.removeKeyword('uniqueItems');
  ajv.addKeyword({
    keyword: 'uniqueItems',
    type: 'array',
    schemaType: 'boolean',
    error: { message: 'must NOT have duplicate items' },
    code: (cxt: KeywordCxt) => {
      if (cxt.schema !== true) return;
      const areUniqueHere = cxt.gen.scopeValue('func', { ref: areUnique, code: _`areUnique` });
      cxt.fail(_`!${areUniqueHere}(${cxt.data})`);
    },
  });
}

function replacePattern(ajv: Ajv2020): void {
  ajv.removeKeyword('pattern');
  ajv.addKeyword({
    keyword: 'pattern',
    type: 'string',
    schemaType: 'string',
    error: { message: ({ schemaCode }) => str`must match pattern "${schemaCode}"` },
    code: (cxt: KeywordCxt) => cxt.fail(_`!(${patternTest(cxt, String(cxt.schema))})`),
  });
}

/** Code that is true where the pattern matches: without a regular expression when the pattern is a simple one. */
function patternTest(cxt: KeywordCxt, pattern: string): Code {
  const suffix = /^([A-Za-z0-9 _-]+)\$$/.exec(pattern)?.[1];
  if (suffix !== undefined) return _`${cxt.data}.endsWith(${suffix})`;
  const [, first, last, count] = /^\^\[([A-Za-z0-9])-([A-Za-z0-9])\]\{([1-4])\}\$$/.exec(pattern) ?? [];
  if (first !== undefined && last !== undefined) return rangeTest(cxt.data, { first, last, count: Number(count) });
  const expression = cxt.gen.scopeValue('pattern', {
    key: pattern,
    ref: new RegExp(pattern, 'u'),
    code: _`new RegExp(${pattern}, "u")`,
  });
  return _`${expression}.test(${cxt.data})`;
}

function rangeTest(data: Name, range: { readonly first: string; readonly last: string; readonly count: number }): Code {
  const [from, to] = [range.first.charCodeAt(0), range.last.charCodeAt(0)];
  const places = Array.from({ length: range.count }, (_unused, index) => index);
  return places.reduce(
    (code, index) => _`${code} && ${data}.charCodeAt(${index}) >= ${from} && ${data}.charCodeAt(${index}) <= ${to}`,
    _`${data}.length === ${range.count}`,
  );
}
