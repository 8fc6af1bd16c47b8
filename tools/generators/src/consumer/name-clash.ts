import type { Tree } from '@nx/devkit';
import { consumersFolder, consumersIn } from '../workspace/consumer-listing.ts';
import { type Names, namesOf } from '../workspace/names.ts';
import { refuse } from '../workspace/refusal.ts';
import type { ConsumerOptions, Language } from './options.ts';
import type { ConsumerValues } from './template-values.ts';

const WORDS: Readonly<Record<Language, string>> = { typescript: 'TypeScript', python: 'Python' };

/** Where a consumer's handler stands. */
export function handlerOf(service: string, { kebab, snake }: Names, language: Language): string {
  const root = `services/${service}/src`;
  return language === 'python' ? `${root}/python/${snake}/handler.py` : `${root}/handlers/${kebab}.ts`;
}

/**
 * Whether the service has this consumer: its file is in the stack's folder.
 * @throws {GeneratorRefusalError} it has, in the other language.
 */
export function isThere(tree: Tree, { service, language }: ConsumerOptions, names: Names): boolean {
  if (!tree.exists(`${consumersFolder(service)}/${names.kebab}.ts`)) return false;
  const other = language === 'python' ? 'typescript' : 'python';
  if (tree.exists(handlerOf(service, names, other))) {
    refuse(`${service} has a consumer ${names.kebab} in ${WORDS[other]} already: choose another --name.`);
  }
  return true;
}

/**
 * Checks that a consumer that is there reads the events it is asked for: its handler is not overwritten.
 * @throws {GeneratorRefusalError} names the event that it does not read.
 */
export function assertSameEvents(
  tree: Tree,
  { service, language }: ConsumerOptions,
  { names, events }: ConsumerValues,
): void {
  const file = handlerOf(service, names, language);
  const code = tree.read(file, 'utf8');
  if (code === null) return;
  const unread = events.find(({ camel, snake }) => !code.includes(`${language === 'python' ? snake : camel}.v`));
  if (unread === undefined) return;
  refuse(
    `The consumer ${names.kebab} is there already and does not read ${unread.type}: add it to ${file}, and its pattern to ` +
      `${consumersFolder(service)}/${names.kebab}.ts. Files that people edit are never overwritten.`,
  );
}

/**
 * Checks that a new consumer's name means nothing else in its service.
 * @throws {GeneratorRefusalError} a handler, another file or a construct has the name.
 */
export function assertNameIsFree(tree: Tree, service: string, names: Names): void {
  const taken = filesNamed(service, names).find((file) => tree.exists(file));
  if (taken !== undefined) refuse(`${taken} is there already and belongs to no consumer: choose another --name.`);
  const { pascal } = names;
  const alike = consumersIn(tree, service).find((other) => namesOf(other).pascal === pascal);
  if (alike !== undefined)
    refuse(`${service} has a consumer ${alike}, which code would spell alike: choose another --name.`);
  const stack = constructIn(tree, service, [`'${pascal}'`, `'${pascal}Consumer'`]);
  if (stack !== undefined) refuse(`${stack} has a construct called ${pascal} already: choose another --name.`);
}

/** Files of a service that a new consumer would share its name with. */
function filesNamed(service: string, { kebab, snake }: Names): readonly string[] {
  return [
    `handlers/${kebab}.ts`,
    `domain/${kebab}.ts`,
    `application/record-${kebab}.ts`,
    `composition/${kebab}.ts`,
    `adapters/dynamodb/${kebab}-table.ts`,
    `python/${snake}/handler.py`,
  ].map((file) => `services/${service}/src/${file}`);
}

function constructIn(tree: Tree, service: string, ids: readonly string[]): string | undefined {
  const folder = `services/${service}/infra`;
  const files = tree.children(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return files
    .map((file) => `${folder}/${file}`)
    .find((file) => ids.some((id) => tree.read(file, 'utf8')?.includes(id) === true));
}
