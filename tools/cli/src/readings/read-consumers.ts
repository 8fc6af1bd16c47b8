import type { FileTree } from '@tidings/event-schemas';
import { type Consumer, kebabCase } from './consumer.ts';
import { pythonConsumer } from './python-readings.ts';
import { typescriptConsumer } from './typescript-readings.ts';

const HANDLER = /^(?!.*\.spec\.ts$)(?!.*\.d\.ts$)([^/]+)\.ts$/;

/** Whether a file declares what a consumer reads, or what a service publishes. */
export function declaresReadings(path: string): boolean {
  return (
    /^services\/[^/]+\/src\/handlers\/[^/]+\.ts$/.test(path) ||
    /^services\/[^/]+\/src\/python\/[^/]+\/handler\.py$/.test(path)
  );
}

/** Every handler of events in a tree, in the order of services and names, with what its source declares to read. */
export function readConsumers(tree: FileTree): readonly Consumer[] {
  const services = tree.list('services').flatMap(({ name, isFolder }) => (isFolder ? [name] : []));
  return services.flatMap((service) => [...typescriptConsumers(tree, service), ...pythonConsumers(tree, service)]);
}

function typescriptConsumers(tree: FileTree, service: string): readonly Consumer[] {
  const folder = `services/${service}/src/handlers`;
  return tree.list(folder).flatMap((entry) => {
    const handler = entry.isFolder ? undefined : HANDLER.exec(entry.name)?.[1];
    const file = `${folder}/${entry.name}`;
    const text = handler === undefined ? undefined : tree.read(file);
    return text === undefined ? [] : (typescriptConsumer({ name: `${service}/${handler}`, file, text }) ?? []);
  });
}

function pythonConsumers(tree: FileTree, service: string): readonly Consumer[] {
  const folder = `services/${service}/src/python`;
  return tree.list(folder).flatMap(({ name, isFolder }) => {
    const file = `${folder}/${name}/handler.py`;
    const text = isFolder ? tree.read(file) : undefined;
    return text === undefined ? [] : (pythonConsumer({ name: `${service}/${kebabCase(name)}`, file, text }) ?? []);
  });
}
