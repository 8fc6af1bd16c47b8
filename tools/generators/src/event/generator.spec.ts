import { logger, type Tree } from '@nx/devkit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { changedFiles, filesIn, plantedWorkspace, textOf } from '../testing/planted-workspace.ts';
import { eventGenerator } from './generator.ts';
import type { EventSchema } from './options.ts';

const GIVEN: EventSchema = { owner: 'depot', name: 'parcel-returned' };
const FOLDER = 'libs/events/contracts/depot/parcel-returned';

afterEach(() => vi.restoreAllMocks());

const json = (text: string): unknown => JSON.parse(text) as unknown;

/** What the generator tells people once its files are written. */
async function toldBy(tree: Tree, given: EventSchema): Promise<string> {
  const info = vi.spyOn(logger, 'info').mockReturnValue();
  const tell = await eventGenerator(tree, given);
  await tell();
  return info.mock.calls.map(([line]) => String(line)).join('\n');
}

describe('the event generator', () => {
  it('writes a contract with its generated modules, and tells the owner’s publisher', async () => {
    const tree = await plantedWorkspace();
    const before = filesIn(tree);
    await eventGenerator(tree, GIVEN);
    expect(changedFiles(before, filesIn(tree))).toEqual([
      `${FOLDER}/generated/contract.py`,
      `${FOLDER}/generated/validate-v1.ts`,
      `${FOLDER}/index.ts`,
      `${FOLDER}/v1.example.json`,
      `${FOLDER}/v1.schema.json`,
      'services/depot/README.md',
      'services/depot/infra/depot-stack.ts',
      'services/depot/src/composition.ts',
    ]);
    expect(textOf(tree, `${FOLDER}/index.ts`)).toContain('export const parcelReturned');
    expect(textOf(tree, 'services/depot/src/composition.ts')).toContain(
      'const CONTRACTS = [parcelSent, parcelReturned];',
    );
    expect(textOf(tree, 'services/depot/infra/depot-stack.ts')).toContain(
      "import { parcelReturned } from '@tidings/events/depot/parcel-returned';\nimport { parcelSent }",
    );
    expect(textOf(tree, 'services/depot/README.md')).toContain(
      "| `ParcelReturned` | a parcel was returned | `publish-events`, from the table's stream |",
    );
  });

  it('takes an id and a time from the name when no fields are given', async () => {
    const tree = await plantedWorkspace();
    await eventGenerator(tree, GIVEN);
    expect(json(textOf(tree, `${FOLDER}/v1.example.json`))).toEqual({
      parcelId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
      returnedAt: '2026-01-05T09:30:00.000Z',
    });
    expect(json(textOf(tree, `${FOLDER}/v1.schema.json`))).toMatchObject({
      title: 'ParcelReturned',
      description: 'A parcel was returned.',
      required: ['parcelId', 'returnedAt'],
      properties: { returnedAt: { description: 'When it was returned. UTC, ISO 8601.', format: 'date-time' } },
    });
  });

  it('reads objects, lists and lists of values from the command line', async () => {
    const tree = await plantedWorkspace();
    const fields =
      'contact.email:email,contact.name:text,lines[].sku:text,lines[].quantity:integer,tags[]:id,why:lost|late';
    await eventGenerator(tree, { ...GIVEN, fields });
    expect(json(textOf(tree, `${FOLDER}/v1.example.json`))).toEqual({
      contact: { email: 'ada@example.com', name: 'As the customer said it' },
      lines: [{ sku: 'As the customer said it', quantity: 3 }],
      tags: ['A-17850'],
      why: 'lost',
    });
  });

  it('changes nothing the second time, and keeps a schema that people have edited', async () => {
    const tree = await plantedWorkspace();
    await eventGenerator(tree, GIVEN);
    const file = `${FOLDER}/v1.schema.json`;
    tree.write(file, textOf(tree, file).replace('A parcel was returned.', 'A customer sent a parcel back.'));
    await eventGenerator(tree, GIVEN);
    const once = filesIn(tree);
    await eventGenerator(tree, GIVEN);
    expect(changedFiles(once, filesIn(tree))).toEqual([]);
    expect(textOf(tree, `${FOLDER}/index.ts`)).toContain('/** A customer sent a parcel back. */');
  });

  it('copies the newest version as the next one, with its upcaster, once it is another', async () => {
    const tree = await plantedWorkspace();
    await eventGenerator(tree, GIVEN);
    const before = filesIn(tree);
    await eventGenerator(tree, { ...GIVEN, next: true, upcast: true });
    expect(changedFiles(before, filesIn(tree))).toEqual([
      `${FOLDER}/generated/contract.py`,
      `${FOLDER}/generated/validate-v2.ts`,
      `${FOLDER}/index.ts`,
      `${FOLDER}/upcast-v1.ts`,
      `${FOLDER}/upcast_v1.py`,
      `${FOLDER}/v2.example.json`,
      `${FOLDER}/v2.schema.json`,
    ]);
    expect(json(textOf(tree, `${FOLDER}/v2.schema.json`))).toMatchObject({
      $id: 'urn:tidings:depot:parcel-returned:v2',
    });
    await expect(eventGenerator(tree, { ...GIVEN, next: true })).rejects.toThrow('v2 is still a copy of v1');
  });

  it('begins the downcaster to the version before', async () => {
    const tree = await plantedWorkspace();
    await eventGenerator(tree, GIVEN);
    await eventGenerator(tree, { ...GIVEN, next: true, downcast: true });
    const code = textOf(tree, `${FOLDER}/downcast-v2.ts`);
    expect(code).toContain('export function downcast(data: unknown): unknown {');
    expect(code).toContain('const after = data as ParcelReturnedV2;');
    expect(textOf(tree, `${FOLDER}/index.ts`)).toContain("from './downcast-v2.ts'");
    expect(tree.exists(`${FOLDER}/upcast-v1.ts`)).toBe(false);
  });

  it('tells the version to record, the command to run, and what a next version may need', async () => {
    const tree = await plantedWorkspace();
    expect(await toldBy(tree, GIVEN)).toContain("{ type: 'ParcelReturned', version: 1, data }");
    const told = await toldBy(tree, { ...GIVEN, next: true, upcast: true });
    expect(told).toContain("{ type: 'ParcelReturned', version: 2, data }");
    expect(told).toContain('npm run generate && npx tidings events check --base main');
    expect(told).toContain('Fill in upcast-v1.ts');
    expect(told).toContain('write downcast-v2.ts beside it: export function downcast(data: unknown): unknown.');
  });

  it('leaves the row of an event that is there as people have written it', async () => {
    const tree = await plantedWorkspace();
    const readme = textOf(tree, 'services/depot/README.md');
    await eventGenerator(tree, { owner: 'depot', name: 'parcel-sent', next: true });
    expect(textOf(tree, 'services/depot/README.md')).toBe(readme);
  });

  it('says which files have no list of contracts', async () => {
    const tree = await plantedWorkspace();
    tree.delete('services/depot/src/composition.ts');
    await expect(eventGenerator(tree, GIVEN)).resolves.toBeTypeOf('function');
    expect(tree.exists('services/depot/src/composition.ts')).toBe(false);
  });
});

describe('the event generator refuses', () => {
  it.each<[string, EventSchema, string]>([
    ['a missing owner', { name: 'parcel-returned' }, '--owner is missing'],
    ['an unknown owner', { ...GIVEN, owner: 'depo' }, 'Did you mean depot?'],
    ['a missing name', { owner: 'depot' }, '--name is missing'],
    ['a name that says no fact', { ...GIVEN, name: 'parcel-updated' }, '"parcel-updated" says no fact'],
    ['a field without a kind', { ...GIVEN, fields: 'parcelId' }, '"parcelId" needs a kind after a colon'],
    ['an unknown kind', { ...GIVEN, fields: 'at:datetime' }, 'Did you mean date-time?'],
    ['a field without a proper name', { ...GIVEN, fields: 'Parcel-Id:uuid' }, '"Parcel-Id:uuid" has no proper name'],
    [
      'a field that is named twice',
      { ...GIVEN, fields: 'lines:text,lines.sku:text' },
      'The field lines is named twice',
    ],
    ['a next version of nothing', { ...GIVEN, next: true }, 'There is no event depot/parcel-returned yet'],
    ['an upcaster to the first version', { ...GIVEN, upcast: true }, '--upcast goes with --next'],
    ['a downcaster of the first version', { ...GIVEN, downcast: true }, '--downcast goes with --next'],
  ])('%s, and writes nothing', async (_, given, sentence) => {
    const tree = await plantedWorkspace();
    const before = filesIn(tree);
    await expect(eventGenerator(tree, given)).rejects.toThrow(sentence);
    expect(changedFiles(before, filesIn(tree))).toEqual([]);
  });
});
