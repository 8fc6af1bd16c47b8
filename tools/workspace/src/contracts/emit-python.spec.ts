import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { pathToFileURL } from 'node:url';
import {
  type AnyContract,
  HostileDocumentError,
  parseDocument,
  type ReadableVersion,
  type Reading,
} from '@tidings/events';
import { describe, expect, it } from 'vitest';
import { contractTree } from './contract-tree.test-data.ts';
import { damagedDocuments } from './damaged-documents.test-data.ts';
import { EVERY_KEYWORD } from './every-keyword.test-data.ts';
import { generateFiles, writeFiles } from './generate.ts';
import { noPython, pythonAnswers } from './python-judge.test-data.ts';

const EVENTS = join(import.meta.dirname, '../../../../libs/events');
const DOCUMENTS = 1_500;

const READINGS: readonly (readonly string[])[] = [
  ['contents.pages', 'whole'],
  ['contents.kind', 'contents.cracked', 'content.kind'],
  ['content.pages', 'tags', 'sums'],
  ['place.depot', 'closed.a/b', 'note'],
  ['content', 'contents'],
  ['size', 'at', 'weights', 'contents.cracked'],
];

/** The verdict of the TypeScript readers on a document, in the words of the Python judge. */
function verdictOf(contract: AnyContract, text: string): unknown {
  try {
    return contract.versions[0]?.validate(parseDocument(text)) ?? null;
  } catch (error) {
    if (error instanceof HostileDocumentError) return { refused: error.problem, position: error.position };
    throw error;
  }
}

async function contractIn(folder: string, name: string): Promise<AnyContract> {
  const module = (await import(pathToFileURL(join(folder, 'index.ts')).href)) as Readonly<Record<string, AnyContract>>;
  const contract = module[name];
  if (contract === undefined) throw new TypeError(`${folder} exports no ${name}`);
  return contract;
}

/** Documents of a contract's folder on which the two languages do not agree, and how many of them are fine. */
async function compared(
  folder: string,
  { name, seed }: { readonly name: string; readonly seed: number },
): Promise<{ readonly differences: readonly unknown[]; readonly fine: number }> {
  const contract = await contractIn(folder, name);
  const examples = contract.versions[0]?.definitions[0]?.examples ?? [];
  const texts = examples.flatMap((example, index) =>
    damagedDocuments(example, { count: DOCUMENTS, seed: seed + index }),
  );
  const module = join(folder, 'generated/contract.py');
  const snake = name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
  const answers = pythonAnswers([{ module, name: snake }, ...texts.map((text) => ({ version: 1, text }))]);
  const verdicts = texts.map((text) => verdictOf(contract, text));
  expect(answers).toHaveLength(texts.length);
  const differences = texts.flatMap((text, index) =>
    JSON.stringify(answers[index]) === JSON.stringify(verdicts[index])
      ? []
      : [{ text, python: answers[index], typescript: verdicts[index] }],
  );
  return { differences, fine: verdicts.filter((verdict) => verdict === null).length };
}

describe('Python validators', () => {
  it.for([
    ['orders/order-placed', 'orderPlaced'],
    ['orders/order-cancelled', 'orderCancelled'],
    ['notifications/email-sent', 'emailSent'],
  ] as const)('judge damaged documents of %s as the TypeScript ones do', async ([folder, name], context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const { differences, fine } = await compared(join(EVENTS, 'contracts', folder), { name, seed: 7 });
    expect(differences.slice(0, 5)).toEqual([]);
    expect(fine).toBeGreaterThan(DOCUMENTS / 20);
    expect(fine).toBeLessThan(DOCUMENTS);
  });

  it('judge damaged documents of a contract with every keyword as the TypeScript ones do', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    using tree = contractTree(EVERY_KEYWORD);
    writeFiles(generateFiles(tree.root, 'depots/crate-packed'));
    const folder = join(tree.root, 'contracts/depots/crate-packed');
    const { differences, fine } = await compared(folder, { name: 'cratePacked', seed: 11 });
    expect(differences.slice(0, 5)).toEqual([]);
    expect(fine).toBeGreaterThan(DOCUMENTS / 20);
  });

  it('judge and narrow what readings declare as the TypeScript ones do', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    using tree = contractTree(EVERY_KEYWORD);
    writeFiles(generateFiles(tree.root, 'depots/crate-packed'));
    const folder = join(tree.root, 'contracts/depots/crate-packed');
    // The generated module names its first version, whatever its data is.
    const { v1: version } = (await contractIn(folder, 'cratePacked')) as unknown as {
      readonly v1: ReadableVersion<string, 1, unknown>;
    };
    const definition = version.definitions[0];
    if (definition === undefined) throw new TypeError('no version');
    const texts = damagedDocuments(definition.examples[0], { count: DOCUMENTS, seed: 13 });
    const readings = READINGS.map((fields) => version.reading(...fields));
    const questions = texts.map((text, index) => ({ version: 1, text, reading: READINGS[index % READINGS.length] }));
    const module = { module: join(folder, 'generated/contract.py'), name: 'crate_packed' };
    const answers = pythonAnswers([module, ...questions]);
    const differences = texts.flatMap((text, index) => {
      const reading = readings[index % READINGS.length];
      const typescript = reading === undefined ? undefined : readBy(reading, definition, text);
      const python = answers[index];
      return isDeepStrictEqual(python, typescript) ? [] : [{ text, fields: reading?.fields, python, typescript }];
    });
    expect(differences.slice(0, 3)).toEqual([]);
    expect(answers.filter((answer) => 'narrowed' in (answer as object)).length).toBeGreaterThan(DOCUMENTS / 4);
  });
});

/** What a TypeScript reading says of a document, in the words of the Python judge. */
function readBy(reading: Reading, definition: Reading['definitions'][number], text: string): unknown {
  try {
    const data = parseDocument(text);
    const problem = reading.problemInFields(definition, data);
    return problem ?? JSON.parse(JSON.stringify({ narrowed: reading.narrow(data) }));
  } catch (error) {
    if (error instanceof HostileDocumentError) return { refused: error.problem, position: error.position };
    throw error;
  }
}
