import { join } from 'node:path';
import { type GeneratorCallback, generateFiles, logger, OverwriteStrategy, type Tree } from '@nx/devkit';
import { readingsOf } from '../contracts/fields.ts';
import { findContracts } from '../contracts/tree-contracts.ts';
import { writeConsumerListing } from '../workspace/consumer-listing.ts';
import { addDependencies } from '../workspace/dependencies.ts';
import { formatChanges } from '../workspace/format-changes.ts';
import { parseName } from '../workspace/names.ts';
import { addReadmeRows } from '../workspace/readme-rows.ts';
import { ensureService } from '../workspace/services.ts';
import { assertNameIsFree, assertSameEvents, isThere } from './name-clash.ts';
import { nextSteps } from './next-steps.ts';
import { completeOptions, type ConsumerOptions, type ConsumerSchema } from './options.ts';
import { consumerValues, type ConsumerValues } from './template-values.ts';

/** Packages that a generated consumer imports, by the language of its handler. */
const NEEDS = {
  typescript: {
    dependencies: [
      '@aws-sdk/client-dynamodb',
      '@aws-sdk/lib-dynamodb',
      '@tidings/event-store',
      '@tidings/events',
      '@tidings/messaging',
    ],
    devDependencies: ['@tidings/infra', '@tidings/local-cloud', 'aws-cdk-lib', 'constructs'],
  },
  python: {
    dependencies: ['@tidings/events'],
    devDependencies: ['@tidings/infra', 'aws-cdk-lib', 'constructs'],
  },
} as const;

/**
 * Writes a consumer of existing events into a service: everything between the bus and a table of its own. Files that are
 * there are kept; what is missing is written.
 * @throws {GeneratorRefusalError} nothing has been written; the sentence says what to do.
 */
export async function consumerGenerator(tree: Tree, given: ConsumerSchema): Promise<GeneratorCallback> {
  const options = completeOptions(given);
  const names = parseName(options.name, 'a consumer');
  const readings = readingsOf(findContracts(tree, options.events), options.fields);
  await ensureService(tree, options);
  const values = consumerValues(options.service, names, readings);
  if (isThere(tree, options, names)) assertSameEvents(tree, options, values);
  else assertNameIsFree(tree, options.service, names);
  writeConsumer(tree, options, values);
  await formatChanges(tree);
  const isUnchanged = tree.listChanges().length === 0;
  return () => {
    if (isUnchanged) logger.info(`${options.service} has the consumer ${names.kebab} already: nothing was changed.`);
    logger.info(nextSteps(options, names));
  };
}

function writeConsumer(tree: Tree, { service, language }: ConsumerOptions, values: ConsumerValues): void {
  const root = `services/${service}`;
  const templates = join(import.meta.dirname, 'files', language);
  generateFiles(tree, templates, root, { ...values }, { overwriteStrategy: OverwriteStrategy.KeepExisting });
  writeConsumerListing(tree, service);
  addDependencies(tree, service, NEEDS[language]);
  const rows = values.events.map(({ type, owner }) => `| \`${type}\` | ${owner} | \`${values.name}\` |`);
  addReadmeRows(tree, `${root}/README.md`, { direction: 'in', rows });
}
