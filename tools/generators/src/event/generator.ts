import { type GeneratorCallback, logger, type Tree } from '@nx/devkit';
import { CONTRACTS } from '../contracts/tree-contracts.ts';
import { formatChanges } from '../workspace/format-changes.ts';
import { completeEventOptions, type EventOptions, type EventSchema } from './options.ts';
import { writeEvent, type WrittenEvent } from './write-event.ts';

/**
 * Writes a new event: its first schema and example, what is generated from them, and its place in the owner's publisher.
 * With `--next` the next version of one that is there. Files that are there are kept.
 * @throws {GeneratorRefusalError} nothing has been written; the sentence says what to do.
 */
export async function eventGenerator(tree: Tree, given: EventSchema): Promise<GeneratorCallback> {
  const options = completeEventOptions(tree, given);
  const written = writeEvent(tree, options);
  await formatChanges(tree);
  const isUnchanged = tree.listChanges().length === 0;
  return () => {
    if (isUnchanged)
      logger.info(`${options.owner} has the event ${options.names.pascal} already: nothing was changed.`);
    logger.info(nextSteps(options, written));
  };
}

function nextSteps(options: EventOptions, { version, unwired }: WrittenEvent): string {
  const { owner, names, next } = options;
  const folder = `${CONTRACTS}/${owner}/${names.kebab}`;
  const steps = [
    next
      ? `Edit ${folder}/v${version}.schema.json and its example before they reach main: from then on a version is never edited.`
      : `Make the descriptions in ${folder} yours before they reach main: from then on a version is never edited.`,
    ...(next ? laterSteps(options, version) : []),
    ...unwired.map((file) => `${file} has no list of contracts: give its publisher ${names.camel} yourself.`),
    `It is published once the domain of ${owner} records it: { type: '${names.pascal}', version: ${version}, data }.`,
    '',
    ...(next ? ['  npm run generate && npx tidings events check --base main'] : []),
    '  npx vitest run libs/events/contracts',
    `  npx nx g @tidings/generators:consumer --events ${names.pascal}    # somebody who wants to know`,
  ];
  return ['', ...steps].join('\n');
}

/** What a version beside an older one may need: which of it, the check says. */
function laterSteps({ upcast, downcast }: EventOptions, version: number): readonly string[] {
  const [up, down] = [`upcast-v${version - 1}.ts`, `downcast-v${version}.ts`];
  const shape = (name: string): string => `export function ${name}(data: unknown): unknown`;
  return [
    upcast
      ? `Fill in ${up} and its twin in Python: data of version ${version - 1} → data of version ${version}.`
      : `If stored events do not fit it, write ${up} beside it: ${shape('upcast')}.`,
    downcast
      ? `Fill in ${down}: data of version ${version} → data of version ${version - 1}, which is published beside it.`
      : `If readers of version ${version - 1} cannot read it, write ${down} beside it: ${shape('downcast')}.`,
  ];
}
