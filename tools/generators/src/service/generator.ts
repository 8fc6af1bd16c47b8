import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type GeneratorCallback, generateFiles, logger, OverwriteStrategy, type Tree } from '@nx/devkit';
import { happened, writeEvent } from '../event/write-event.ts';
import { addDependencies } from '../workspace/dependencies.ts';
import { formatChanges } from '../workspace/format-changes.ts';
import { namesOf } from '../workspace/names.ts';
import { refuse } from '../workspace/refusal.ts';
import { servicesIn, writeServiceBase } from '../workspace/services.ts';
import { assertServiceNameIsFree } from '../workspace/taken-names.ts';
import { completeServiceOptions, type ServiceOptions, type ServiceSchema } from './options.ts';

/** Packages that a generated service imports. */
const NEEDS = {
  dependencies: [
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/client-eventbridge',
    '@aws-sdk/client-sqs',
    '@aws-sdk/lib-dynamodb',
    '@tidings/event-store',
    '@tidings/events',
    '@tidings/http-api',
    '@tidings/messaging',
  ],
  devDependencies: ['@tidings/infra', '@tidings/local-cloud', 'aws-cdk-lib', 'constructs'],
};

/**
 * Writes a whole new service with its first command and its first event. Files that are there are kept; what is missing
 * is written.
 * @throws {GeneratorRefusalError} nothing has been written; the sentence says what to do.
 */
export async function serviceGenerator(tree: Tree, given: ServiceSchema): Promise<GeneratorCallback> {
  const options = completeServiceOptions(given);
  const { service, command, event } = options;
  assertServiceNameIsFree(tree, service.kebab);
  assertOwn(tree, options);
  const templates = join(import.meta.dirname, 'files');
  const root = `services/${service.kebab}`;
  const strategy = { overwriteStrategy: OverwriteStrategy.KeepExisting };
  generateFiles(tree, templates, root, templateValues(options), strategy);
  writeServiceBase(tree, service);
  addDependencies(tree, service.kebab, NEEDS);
  const fields = fieldsOf(options);
  const unasked = { description: undefined, next: false, upcast: false, downcast: false };
  writeEvent(tree, { owner: service.kebab, names: event, fields, ...unasked });
  await formatChanges(tree);
  const isUnchanged = tree.listChanges().length === 0;
  return () => {
    if (isUnchanged)
      logger.info(`There is a service ${service.kebab} with ${command.kebab} already: nothing was changed.`);
    logger.info(nextSteps(options));
  };
}

function assertOwn(tree: Tree, { service, command }: ServiceOptions): void {
  const isThere = servicesIn(tree).includes(service.kebab);
  if (!isThere || tree.exists(`services/${service.kebab}/src/domain/${command.kebab}.ts`)) return;
  refuse(`There is a service ${service.kebab} already, without the command ${command.kebab}: choose another --name.`);
}

/** Who it is, who wanted it, what they call it, and when. */
function fieldsOf({ entity, status }: ServiceOptions): string {
  return `${entity.camel}Id:uuid,ownerId:id,name:text,${timeField(status)}:date-time`;
}

function timeField(status: string): string {
  return `${namesOf(status).camel}At`;
}

function templateValues(options: ServiceOptions): Readonly<Record<string, unknown>> {
  const { service, entity, command, event, status } = options;
  const namespace = createHash('sha256').update(`${service.kebab}/${entity.kebab}`).digest('hex').slice(0, 32);
  return {
    ...options,
    name: service.kebab,
    entityName: entity.kebab,
    commandName: command.kebab,
    timeField: timeField(status),
    route: `POST /${entity.kebab}s`,
    happened: happened(event),
    namespace,
  };
}

function nextSteps({ service, entity, command, event }: ServiceOptions): string {
  const root = `services/${service.kebab}`;
  return [
    '',
    `No line of wiring is left to write. The rules of ${command.kebab}: ${root}/src/domain/${command.kebab}.ts.`,
    `Make the descriptions in libs/events/contracts/${service.kebab}/${event.kebab} yours before they reach main.`,
    '',
    `  npx nx test ${service.kebab} && npx nx synth ${service.kebab}`,
    `  npm start                      # a system that runs already takes it in; then POST /${entity.kebab}s with { "name" }`,
    `  node -p "require('./.tidings/default/endpoints.json').apis['${service.kebab}']"    # where it answers while npm start runs`,
  ].join('\n');
}
