import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StandIn } from './synthesize.ts';

const MODULE = /^(?!.*[.](?:spec|contract|test-data)[.]ts$)([a-z0-9-]+)[.]ts$/;

/** Every handler of a service as its folders name them, so that the spec of a stack needs no list of its own. */
export function handlersOf(service: URL): readonly StandIn[] {
  const folder = fileURLToPath(service);
  return [...typescriptHandlers(join(folder, 'src/handlers')), ...pythonHandlers(join(folder, 'src/python'))];
}

function typescriptHandlers(folder: string): readonly StandIn[] {
  return namesIn(folder).flatMap((name) => {
    const handler = MODULE.exec(name)?.[1];
    return handler === undefined ? [] : [{ handler, entry: 'index.mjs' } as const];
  });
}

function pythonHandlers(folder: string): readonly StandIn[] {
  return namesIn(folder)
    .filter((name) => existsSync(join(folder, name, 'handler.py')))
    .map((name) => ({ handler: name.replaceAll('_', '-'), entry: 'index.py' }));
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
