import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../sets/json-schema.ts';
import { type Incompatibility, compareSchemas } from './compare-schemas.ts';
import type { Change, Label } from './test-data/change.ts';
import { fieldChanges } from './test-data/fields.ts';
import { nameChanges } from './test-data/names.ts';
import { numberAndListChanges } from './test-data/numbers-and-lists.ts';
import { unionChanges } from './test-data/unions.ts';
import { valueChanges } from './test-data/values.ts';
import { writtenForm } from './testing/written-form.ts';

const ALL: readonly Change[] = [
  ...fieldChanges,
  ...nameChanges,
  ...valueChanges,
  ...numberAndListChanges,
  ...unionChanges,
];

function isValid(schema: JsonSchema, document: unknown): boolean {
  const ajv = new Ajv2020({ strict: false, logger: false });
  addFormats.default(ajv, { mode: 'full' });
  ajv.addFormat('sku', true);
  return ajv.validate(schema, document);
}

/** What a comparison found, in the words of the labels. */
function labelled(found: readonly Incompatibility[]): string {
  if (found.length === 0) return 'safe';
  if (found.every(({ keyword }) => keyword === 'default')) return 'meaning';
  return found.some(({ proven }) => proven) ? 'breaks' : 'unclear';
}

/** The label in a word; what a document shows to be broken may be found without proof. */
function inWord(label: Label, found: string): string {
  if (typeof label === 'string') return label;
  return found === 'unclear' ? 'unclear' : 'breaks';
}

describe('labelled changes', () => {
  it.each(ALL)('$change', ({ before, after, backward, forward }) => {
    const found = compareSchemas(before, after);
    const told = { backward: labelled(found.backward), forward: labelled(found.forward) };
    const expected = { backward: inWord(backward, told.backward), forward: inWord(forward, told.forward) };
    expect(told).toEqual(expected);
  });

  it.each(ALL)('$change: a document shows what is broken', ({ before, after, backward, forward }) => {
    for (const [writer, reader, label] of [
      [before, after, backward],
      [after, before, forward],
    ] as const) {
      if (typeof label === 'string') continue;
      expect({ written: isValid(writtenForm(writer), label.breaks), read: isValid(reader, label.breaks) }).toEqual({
        written: true,
        read: false,
      });
    }
  });

  it('are enough, and most breaks are proven', () => {
    const found = ALL.flatMap(({ before, after }) => Object.values(compareSchemas(before, after)));
    const labels = found.map(labelled);
    expect(ALL.length).toBeGreaterThanOrEqual(90);
    expect(labels.filter((label) => label === 'unclear').length).toBeLessThan(25);
  });
});
