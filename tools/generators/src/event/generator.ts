import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { CONTRACTS } from '../contracts/tree-contracts.ts';
import { formatChanges } from '../workspace/format-changes.ts';
import { completeEventOptions, type EventOptions, type EventSchema } from './options.ts';
import { writeEvent } from './write-event.ts';

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
