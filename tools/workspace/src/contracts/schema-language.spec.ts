import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AnyContract, type EventEnvelope, parseEvent, toEntry } from '@tidings/events';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { contractTree } from './contract-tree.test-data.ts';
import { damagedDocuments } from './damaged-documents.test-data.ts';
import { EVERY_KEYWORD } from './every-keyword.test-data.ts';
import { FORMATS } from './emit-validator.ts';
import { generateFiles, writeFiles } from './generate.ts';

const FOLDER = 'depots/crate-packed';
const SCHEMA = EVERY_KEYWORD[`${FOLDER}/v1.schema.json`] as object;
const EXAMPLE = EVERY_KEYWORD[`${FOLDER}/v1.example.json`] as Readonly<Record<string, unknown>>;
const CUP = EVERY_KEYWORD[`${FOLDER}/fixtures/v1-cup.json`] as Readonly<Record<string, unknown>>;

/** The contract that every keyword is in, generated and loaded; and the text of its module. */
async function everyKeyword(): Promise<{ readonly contract: AnyContract; readonly code: string }> {
  using tree = contractTree(EVERY_KEYWORD);
  writeFiles(generateFiles(tree.root, FOLDER));
  const index = join(tree.root, 'contracts', FOLDER, 'index.ts');
  const { cratePacked } = (await import(pathToFileURL(index).href)) as { readonly cratePacked: AnyContract };
  return { contract: cratePacked, code: readFileSync(index, 'utf8') };
}

const { contract, code } = await everyKeyword();
const [v1] = contract.versions;

const envelope = (data: unknown): EventEnvelope => ({
  id: 'crate-1/1',
  type: 'CratePacked',
  version: 1,
  occurredAt: '2026-01-05T09:30:00Z',
  correlationId: 'a',
  causationId: 'a',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
  data,
});
const text = (data: unknown): string =>
  JSON.stringify({ source: 'depots', 'detail-type': 'CratePacked', detail: envelope(data) });

/** What an event's data is refused with when it is published. */
function refusalOf(data: object): unknown {
  try {
    return toEntry(contract, envelope({ ...EXAMPLE, ...data }), { busName: 'bus' }) && 'published';
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.* at /u, '') : error;
  }
}

describe('a contract with every keyword', () => {
  it('judges as ajv does, documents that were damaged', () => {
    const ajv = new Ajv2020({ strict: false, strictNumbers: true });
    for (const [format, { test }] of Object.entries(FORMATS)) ajv.addFormat(format, test);
    const reference = ajv.compile(SCHEMA);
    const documents = [EXAMPLE, CUP].flatMap((example, seed) => damagedDocuments(example, { count: 5_000, seed }));
    const values = documents.flatMap((document) => parsed(document));
    const differences = values.filter((value) => v1?.accepts(value) !== reference(value));
    expect(differences).toEqual([]);
    expect(values.filter((value) => reference(value)).length).toBeGreaterThan(values.length / 20);
  });

  it('has the types that the schema says', () => {
    const lines = code.slice(code.indexOf('export interface'), code.indexOf('\n}\n')).split('\n');
    const fields = lines.map((line) => line.trim()).filter((line) => !line.startsWith('/**'));
    expect(fields).toEqual([
      'export interface CratePackedV1 {',
      'readonly whole: number;',
      'readonly steps: number;',
      'readonly size: number;',
      'readonly level: 1 | 2 | 3;',
      'readonly rate: 0.5 | 1;',
      'readonly fragile: boolean;',
      'readonly sealed?: true;',
      'readonly note?: string | null;',
      'readonly short?: string;',
      String.raw`readonly colour?: 'red' | 'grün' | 'men\'s';`,
      'readonly day?: string;',
      'readonly at?: string;',
      'readonly mail?: string;',
      'readonly id?: string;',
      'readonly code?: string;',
      'readonly spaced?: string;',
      'readonly tags?: readonly string[];',
      'readonly weights?: readonly number[];',
      'readonly sums?: Readonly<Record<string, number>>;',
      'readonly closed?: {',
      "readonly 'a/b': string;",
      "readonly 'c~d'?: string;",
      'readonly from?: string;',
      '};',
      'readonly content?:',
      '| {',
      "readonly kind: 'book';",
      'readonly pages: number;',
      '}',
      '| {',
      "readonly kind: 'cup';",
      'readonly cracked: boolean;',
      '};',
      'readonly contents?: readonly (',
      '| {',
      "readonly kind: 'book';",
      'readonly pages: number;',
      '}',
      '| {',
      "readonly kind: 'cup';",
      'readonly cracked: boolean;',
      '})[];',
      'readonly place?: {',
      'readonly depot: string;',
      '};',
    ]);
  });

  it('holds producers to the fields of the alternative that is meant, and to no key of a map', () => {
    expect(refusalOf({})).toBe('published');
    expect(refusalOf({ sums: { GBP: 1, EUR: 2 } })).toBe('published');
    expect(refusalOf({ content: { kind: 'book', pages: 3, cracked: true } })).toBe(
      '/data/content/cracked: is no field of version 1',
    );
    expect(refusalOf({ place: { depot: 'x', door: 1 } })).toBe('/data/place/door: is no field of version 1');
    expect(refusalOf({ content: { kind: 'vase' } })).toContain('/data/content/kind: must be equal to one of');
  });

  it('is read by what is declared: in each alternative, in a map, where there is null', () => {
    const reading = (
      v1 as unknown as { reading(...fields: string[]): Parameters<typeof parseEvent>[1][number] }
    ).reading('content.kind', 'content.cracked', 'note', 'sums');
    const broken = { ...CUP, whole: 'x', place: 7, note: null };
    expect(parseEvent(text(broken), [reading]).data).toEqual({
      content: { kind: 'cup', cracked: false },
      note: null,
      sums: { GBP: 1 },
    });
    expect(parseEvent(text({ ...broken, content: { kind: 'book', pages: 'many' } }), [reading]).data).toMatchObject({
      content: { kind: 'book' },
    });
    expect(() => parseEvent(text({ ...broken, content: { kind: 'vase' } }), [reading])).toThrow('/data/content/kind');
    expect(() => parseEvent(text({ ...broken, sums: { GBP: 'x' } }), [reading])).toThrow('/data/sums/GBP');
  });

  it('has rules over every field, and over fields of one alternative only', () => {
    const rule = (data: object): unknown =>
      (contract as unknown as { pattern(detail: object): unknown }).pattern({ data });
    expect(() => rule({ note: [null, { prefix: 'a' }], sums: { GBP: [{ numeric: ['>', 1] }] } })).not.toThrow();
    expect(() => rule({ content: { kind: ['cup'], cracked: [true] } })).not.toThrow();
    expect(() => rule({ content: { pages: [1], cracked: [true] } })).toThrow('is no field of the event');
    expect(() => rule({ whole: [null] })).toThrow('is a number and knows no rule null');
  });

  it('keeps what tells duplicates apart in time linear in the list', () => {
    const tags = Array.from({ length: 3 }, (_, index) => `tag-${index}`);
    expect(v1?.validate({ ...EXAMPLE, tags })).toBeUndefined();
    expect(v1?.validate({ ...EXAMPLE, tags: ['__proto__', '__proto__'] })).toEqual({
      path: '/tags',
      problem: 'must NOT have duplicate items',
    });
  });
});

function parsed(document: string): readonly unknown[] {
  try {
    return [JSON.parse(document)];
  } catch {
    return [];
  }
}
