import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplate, type System, type Template } from '@tidings/event-schemas';

export { ruleCycles } from '@tidings/event-schemas';
export type { System, SystemFunction, SystemRule } from '@tidings/event-schemas';

/** A service has no cloud assembly, or one that cannot be read. */
export class NoAssemblyError extends Error {
  override readonly name = 'NoAssemblyError';
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`There is no cloud assembly in ${path}: run \`npx nx run-many -t synth\`.`, { cause });
    this.path = path;
  }
}

/**
 * Rules and functions of every service of a workspace, from what the last synthesis wrote to `services/<service>/cdk.out`.
 * @throws {NoAssemblyError} a service has not been synthesized.
 */
export function readSystem(workspace: string): System {
  const services = servicesIn(join(workspace, 'services'));
  const parts = services.flatMap((service) =>
    templatesIn(join(workspace, 'services', service, 'cdk.out')).map((template) => readTemplate(service, template)),
  );
  return {
    services,
    rules: parts.flatMap(({ rules }) => rules),
    functions: parts.flatMap(({ functions }) => functions),
  };
}

/** Folders that have a stack: what else lies there is no service. */
function servicesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).includes('project.json'))
    .map(({ name }) => name)
    .sort();
}

interface Manifest {
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly properties?: { readonly templateFile?: string };
}

function templatesIn(assembly: string): readonly Template[] {
  try {
    const { artifacts } = readJson(join(assembly, 'manifest.json')) as Manifest;
    return Object.values(artifacts)
      .filter(({ type }) => type === 'aws:cloudformation:stack')
      .map(({ properties }) => readJson(join(assembly, properties?.templateFile ?? '')) as Template);
  } catch (cause) {
    throw new NoAssemblyError(assembly, cause);
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
