import type { DeployedProject } from '../deploy-order.ts';

/** Handlers of one project whose code is other than before. */
export interface Touched {
  readonly part: DeployedProject;
  /** Names of `src/handlers/<name>.ts`; `all` when code that they share has changed. */
  readonly handlers: readonly string[] | 'all';
  /** Names of `src/python/<name>/`. */
  readonly python: readonly string[];
}

const HANDLER = /^handlers\/([^/]+)\.ts$/u;
const PYTHON = /^python\/([^/]+)\/.+$/u;

function touchedBy(part: DeployedProject, files: readonly string[]): Touched {
  const python = files.map((file) => PYTHON.exec(file)?.[1]);
  const handlers = files.map((file) => HANDLER.exec(file)?.[1]);
  const isShared = files.some((_, at) => python[at] === undefined && handlers[at] === undefined);
  const names = (found: readonly (string | undefined)[]): readonly string[] =>
    [...new Set(found)].filter((name) => name !== undefined);
  return { part, handlers: isShared ? 'all' : names(handlers), python: names(python) };
}

/**
 * Which handlers these files (from the workspace's root) are part of. Undefined when one of them is more than the code of
 * handlers, such as a stack or a contract: then only the whole build can tell.
 */
export function touchedHandlers(
  files: ReadonlySet<string>,
  order: readonly DeployedProject[],
): readonly Touched[] | undefined {
  const byPart = new Map<DeployedProject, string[]>();
  for (const file of files) {
    const part = order.find(
      ({ directory }) => directory.startsWith('services/') && file.startsWith(`${directory}/src/`),
    );
    if (part === undefined) return undefined;
    byPart.set(part, [...(byPart.get(part) ?? []), file.slice(`${part.directory}/src/`.length)]);
  }
  return [...byPart].map(([part, within]) => touchedBy(part, within));
}
