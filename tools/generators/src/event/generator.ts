import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { contractsIn, CONTRACTS } from '../contracts/tree-contracts.ts';
import { formatChanges } from '../workspace/format-changes.ts';
import type { Names } from '../workspace/names.ts';
import { addReadmeRows } from '../workspace/readme-rows.ts';
import { refuse } from '../workspace/refusal.ts';
import { exampleOf, schemaOf } from './contract-json.ts';
import { sentence } from './field-kinds.ts';
import { fieldsFromName, parseFields } from './field-list.ts';
import { writeGeneratedModules } from './generated-modules.ts';
import { writeNextVersion } from './next-version.ts';
import { completeEventOptions, type EventOptions, type EventSchema } from './options.ts';
import { wirePublisher } from './wire-publisher.ts';

/**
 * Writes a new event: its first schema and example, what is generated from them, and its place in the owner's publisher.
 * With `--next` the next version of one that is there. Files that are there are kept.
 * @throws {GeneratorRefusalError} nothing has been written; the sentence says what to do.
 */
export async function eventGenerator(tree: Tree, given: EventSchema): Promise<GeneratorCallback> {
  const options = completeEventOptions(tree, given);
  const unwired = writeEvent(tree, options);
  await formatChanges(tree);
  const isUnchanged = tree.listChanges().length === 0;
  return () => {
    if (isUnchanged)
      logger.info(`${options.owner} has the event ${options.names.pascal} already: nothing was changed.`);
    logger.info(nextSteps(options, unwired));
  };
}

/**
 * Writes an event without formatting anything.
 * @returns the files in which people have to name it themselves.
 */
export function writeEvent(tree: Tree, options: EventOptions): readonly string[] {
  const { owner, names, next, upcast } = options;
  const folder = `${CONTRACTS}/${owner}/${names.kebab}`;
  const known = contractsIn(tree).find((contract) => contract.owner === owner && contract.event === names.kebab);
  if (next) {
    if (known === undefined) refuse(`There is no event ${owner}/${names.kebab} yet: leave --next out to make it.`);
    writeNextVersion(tree, known, upcast);
  } else if (known === undefined) {
    writeFirstVersion(tree, folder, options);
  }
  writeGeneratedModules(tree, `${owner}/${names.kebab}`);
  const row = `| \`${names.pascal}\` | ${happened(names)} | \`publish-events\` |`;
  addReadmeRows(tree, `services/${owner}/README.md`, { direction: 'out', rows: [row] });
  return wirePublisher(tree, owner, { camel: names.camel, module: `@tidings/events/${owner}/${names.kebab}` });
}

function writeFirstVersion(tree: Tree, folder: string, { owner, names, fields, description }: EventOptions): void {
  const parsed = parseFields(fields ?? fieldsFromName(names.kebab));
  const head = { owner, event: names.kebab, type: names.pascal };
  const schema = schemaOf({ ...head, description: description ?? `${sentence(happened(names))}.` }, parsed);
  tree.write(`${folder}/v1.schema.json`, JSON.stringify(schema, undefined, 2));
  tree.write(`${folder}/v1.example.json`, JSON.stringify(exampleOf(parsed), undefined, 2));
}

/** `order-archived` → `an order was archived`. */
function happened({ kebab }: Names): string {
  const words = kebab.split('-');
  if (words.length === 1) return `something was ${kebab}`;
  const subject = words.slice(0, -1).join(' ');
  return `${/^[aeiou]/u.test(subject) ? 'an' : 'a'} ${subject} was ${words.at(-1) ?? ''}`;
}

function nextSteps({ owner, names, next }: EventOptions, unwired: readonly string[]): string {
  const folder = `${CONTRACTS}/${owner}/${names.kebab}`;
  const steps = [
    `Make the descriptions in ${folder} yours before they reach main: from then on a version is never edited.`,
    ...(next
      ? ['Edit the new version, then run: npx nx run-many -t generate && npx tidings events check --base main']
      : []),
    ...unwired.map((file) => `${file} has no list of contracts: give its publisher ${names.camel} yourself.`),
    `It is published once the domain of ${owner} records it: { type: '${names.pascal}', version: 1, data }.`,
    '',
    '  npx vitest run libs/events/contracts',
    `  npx nx g @tidings/generators:consumer --events ${names.pascal}    # somebody who wants to know`,
  ];
  return ['', ...steps].join('\n');
}
