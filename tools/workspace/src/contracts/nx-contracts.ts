import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonContractImports } from '../bundle/python-imports.ts';
import type { CreateDependencies, CreateNodes, DependencyType, ProjectConfiguration } from '@nx/devkit';

/*
 * An Nx plugin: each folder libs/events/contracts/<owner>/<event> is a project of its own, so that a change to one event
 * affects its own producers and consumers and nobody else.
 */

export const name = 'tidings-contracts';

const CONTRACT_SCHEMAS = 'libs/events/contracts/*/*/v1.schema.json';
const GENERATOR = 'node tools/workspace/src/contracts/generate.ts';
const GENERATOR_INPUTS: readonly string[] = [
  '{workspaceRoot}/tools/workspace/src/contracts/**/*.ts',
  '!{workspaceRoot}/tools/workspace/src/contracts/**/*.spec.ts',
  '{workspaceRoot}/libs/event-schemas/src/{folders,compare,sets}/*.ts',
  '!{workspaceRoot}/libs/event-schemas/src/**/*.spec.ts',
  '{workspaceRoot}/libs/events/src/formats/*.ts',
  '{workspaceRoot}/libs/events/src/unique-items.ts',
];

/** Finds the contract folders. Nx hands over the schema files that match. */
export const createNodes: CreateNodes = [
  CONTRACT_SCHEMAS,
  (schemaFiles) =>
    schemaFiles.map((file) => {
      const root = dirname(file);
      return [file, { projects: { [root]: contractProject(root) } }] as const;
    }),
];

function contractProject(root: string): Omit<ProjectConfiguration, 'root'> {
  const [owner, event] = root.split('/').slice(-2);
  return {
    name: `contract-${owner}-${event}`,
    projectType: 'library',
    tags: ['type:contract'],
    namedInputs: { runtime: ['{projectRoot}/**/*'] },
    targets: {
      generate: {
        command: `${GENERATOR} ${owner}/${event}`,
        cache: true,
        inputs: [
          '{projectRoot}/*.json',
          '{projectRoot}/upcast-v*.ts',
          '{projectRoot}/upcast_v*.py',
          '{projectRoot}/downcast-v*.ts',
          ...GENERATOR_INPUTS,
          { externalDependencies: ['ajv'] },
        ],
        outputs: ['{projectRoot}/index.ts', '{projectRoot}/generated'],
      },
    },
  };
}

/** Spelled as modules spell it, so that renaming the scope finds it too. */
const PACKAGE = '@tidings/events/';
const MODULE = new RegExp(`['"]${PACKAGE}([a-z0-9-]+/[a-z0-9-]+)['"]`, 'g');

/** Comments and statements that import or pass on, one after the other from the start of a module. */
const LEADING =
  /^(?:\s+|\/\/.*|\/\*[^]*?\*\/|#!.*|(?:import|export)\b[^;`=]*?\bfrom\s*['"][^'"]*['"];?|import\s*['"][^'"]*['"];?)+/;
const COMMENT = /\/\/.*|\/\*[^]*?\*\//g;
const DYNAMIC = /\bimport\(\s*['"][^'"]*['"]\s*\)/g;

/** The project that every bundle of Python takes its library from. */
const PYTHON = 'python';
const PYTHON_HANDLER = /\/src\/python\/[^/]+\/handler\.py$/u;

/**
 * Whoever imports a contract depends on its folder, and whoever has a Python handler on the Python library. The edges carry
 * no source file: Nx's own analysis of the same import may answer `events` while the generated module is missing, and edges
 * with a source file would stay stale in its cache.
 */
export const createDependencies: CreateDependencies = (_options, { projects, fileMap, workspaceRoot }) => {
  const contracts = new Map(
    Object.entries(projects).flatMap(([project, { root }]) => {
      const path = root.split('libs/events/contracts/')[1];
      return path?.includes('/') === true ? [[path, project] as const] : [];
    }),
  );
  return Object.entries(fileMap.projectFileMap).flatMap(([source, files]) => {
    const names = files.map(({ file }) => file);
    const imported = new Set(names.flatMap((file) => importsOf(workspaceRoot, file)));
    const libraries = PYTHON in projects && names.some((file) => PYTHON_HANDLER.test(file)) ? [PYTHON] : [];
    return [...[...imported].flatMap((path) => contracts.get(path) ?? []), ...libraries]
      .filter((target) => target !== source)
      .map((target) => ({ source, target, type: 'implicit' as DependencyType.implicit }));
  });
};

function importsOf(workspaceRoot: string, file: string): readonly string[] {
  const imports = file.endsWith('.ts') ? contractImports : file.endsWith('.py') ? pythonContractImports : undefined;
  return imports === undefined ? [] : imports(readFileSync(join(workspaceRoot, file), 'utf8'));
}

/**
 * The contracts that a module imports, as `<owner>/<event>`: statements stand before anything else. What looks like an
 * import in a text further down, such as a template of code, is none.
 */
export function contractImports(code: string): readonly string[] {
  const leading = LEADING.exec(code)?.[0].replaceAll(COMMENT, '') ?? '';
  const statements = [leading, ...(code.match(DYNAMIC) ?? [])].join('\n');
  return [...statements.matchAll(MODULE)].flatMap(([, path]) => path ?? []);
}
