import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonSchema } from '../sets/json-schema.ts';
import { compareSchemas } from './compare-schemas.ts';
import { changed } from './testing/changed-schemas.ts';
import { Documents } from './testing/documents.ts';
import { type Chance, chanceFrom } from './testing/random.ts';
import { anySchema } from './testing/schemas.ts';
import { writtenForm } from './testing/written-form.ts';

const RUNS = Number(process.env['FC_RUNS'] ?? 400);
const DOCUMENTS = 40;

type Validate = (document: unknown) => boolean;

function validator(schema: JsonSchema): Validate {
  const ajv = new Ajv2020({ strict: false, validateFormats: true, logger: false });
  addFormats.default(ajv, { mode: 'full' });
  return ajv.compile(schema) as Validate;
}

const counts = { pairs: 0, safe: 0, documents: 0, milliseconds: 0, slowest: 0 };

/** A document that is written under the one and not valid under the other, though they were called compatible. */
function counterExample(writer: JsonSchema, reader: JsonSchema, chance: Chance): unknown {
  const isWritten = validator(writtenForm(writer));
  const isValid = validator(writer);
  const isRead = validator(reader);
  for (let index = 0; index < DOCUMENTS; index += 1) {
    const document = new Documents(index % 3 === 2 ? reader : writer, chance).make();
    if (!isWritten(document) || !isValid(document)) continue;
    counts.documents += 1;
    if (!isRead(document)) return document;
  }
  return undefined;
}

function judge(before: JsonSchema, after: JsonSchema, seed: number): void {
  const started = performance.now();
  const { backward, forward } = compareSchemas(before, after);
  const took = performance.now() - started;
  counts.milliseconds += took;
  counts.slowest = Math.max(counts.slowest, took);
  const chance = chanceFrom(seed);
  counts.pairs += 2;
  for (const [writer, reader, found] of [
    [before, after, backward],
    [after, before, forward],
  ] as const) {
    if (found.length > 0) continue;
    counts.safe += 1;
    const witness = counterExample(writer, reader, chance);
    if (witness !== undefined) {
      throw new Error(`wrongly safe: ${JSON.stringify({ writer, reader, witness })}`);
    }
  }
}

it('never calls a changed schema safe that some document contradicts', () => {
  fc.assert(
    fc.property(anySchema, fc.nat(), (schema, seed) => {
      const chance = chanceFrom(seed);
      let after = schema;
      for (let changes = 1 + chance.below(2); changes > 0; changes -= 1) after = changed(after, chance);
      judge(schema, after, seed);
    }),
    { numRuns: RUNS },
  );
}, 3_600_000);

it('never calls two unrelated schemas safe that some document contradicts', () => {
  fc.assert(
    fc.property(anySchema, anySchema, fc.nat(), (before, after, seed) => judge(before, after, seed)),
    { numRuns: RUNS },
  );
}, 3_600_000);

it('calls a fair part of the pairs safe, so that the properties say something', () => {
  if (process.env['FC_RUNS'] !== undefined) process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(counts.safe / counts.pairs).toBeGreaterThan(0.1);
  expect(counts.documents).toBeGreaterThan(counts.safe);
});
