import type { Tree } from '@nx/devkit';
import { consumersFolder } from '../workspace/consumer-listing.ts';
import type { Names } from '../workspace/names.ts';
import { refuse } from '../workspace/refusal.ts';
import type { ConsumerOptions } from './options.ts';

/** Files of a service that a new consumer would share its name with. */
function filesNamed(service: string, { kebab, snake }: Names): readonly string[] {
  const root = `services/${service}`;
  return [
    ...[`handlers/${kebab}.ts`, `domain/${kebab}.ts`, `application/record-${kebab}.ts`, `composition/${kebab}.ts`],
    ...[`adapters/dynamodb/${kebab}-table.ts`, `python/${snake}/handler.py`],
  ].map((file) => `${root}/src/${file}`);
}

/**
 * Checks that a consumer's name means nothing else in its service.
 * @returns whether the consumer is new; it is not when its file is in the stack's folder already.
 * @throws {GeneratorRefusalError} a handler, another file or a construct has the name, or the consumer is in another language.
 */
export function assertNameIsFree(tree: Tree, { service, language }: ConsumerOptions, names: Names): boolean {
  const { kebab, pascal, snake } = names;
  if (tree.exists(`${consumersFolder(service)}/${kebab}.ts`)) {
    const isPython = tree.exists(`services/${service}/src/python/${snake}/handler.py`);
    if (isPython === (language === 'python')) return false;
    const other = isPython ? 'Python' : 'TypeScript';
    refuse(`${service} has a consumer ${kebab} in ${other} already: leave --language out, or choose another --name.`);
  }
  const taken = filesNamed(service, names).find((file) => tree.exists(file));
  if (taken !== undefined) refuse(`${taken} is there already and is no consumer's: choose another --name.`);
  const stack = constructIn(tree, service, [`'${pascal}'`, `'${pascal}Consumer'`]);
  if (stack !== undefined) refuse(`${stack} has a construct called ${pascal} already: choose another --name.`);
  return true;
}

function constructIn(tree: Tree, service: string, ids: readonly string[]): string | undefined {
  const folder = `services/${service}/infra`;
  const files = tree.children(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return files
    .map((file) => `${folder}/${file}`)
    .find((file) => ids.some((id) => tree.read(file, 'utf8')?.includes(id) === true));
}
