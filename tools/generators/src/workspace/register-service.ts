import type { Tree } from '@nx/devkit';
import { changeJsonFile, type Json, type JsonObject, objectAt, readJsonFile, sortedByKey } from './json-file.ts';

/** Where the order of deployment is kept. */
const DEPLOY_ORDER = 'infra/deploy-order.json';

/** Makes the workspace know a service: the compiler, the package manager, the flows that follow it, the deployment. */
export function registerService(tree: Tree, service: string): void {
  const root = `services/${service}`;
  changeJsonFile(tree, 'tsconfig.json', (config) => ({
    ...config,
    references: withEntry(listAt(config, 'references'), { path: root }, 'path', 'services/'),
  }));
  changeJsonFile(tree, 'e2e/project.json', (project) => ({
    ...project,
    implicitDependencies: withText(listAt(project, 'implicitDependencies'), service),
  }));
  if (tree.exists(DEPLOY_ORDER)) addToDeployment(tree, service, root);
  addToLockfile(tree, root);
}

function listAt(value: JsonObject, key: string): readonly Json[] {
  const list = value[key];
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

function withText(list: readonly Json[], text: string): readonly Json[] {
  return list.includes(text) ? list : [...list, text];
}

/** Adds an entry after the last one whose key begins alike, unless one with the same key is there. */
function withEntry(list: readonly Json[], entry: JsonObject, key: string, beginning: string): readonly Json[] {
  const keys = list.map((each) => String((each as JsonObject)[key]));
  if (keys.includes(String(entry[key]))) return list;
  const last = keys.findLastIndex((each) => each.startsWith(beginning));
  return list.toSpliced(last === -1 ? list.length : last + 1, 0, entry);
}

function addToDeployment(tree: Tree, service: string, directory: string): void {
  changeJsonFile(tree, DEPLOY_ORDER, (order) => ({
    ...order,
    projects: withEntry(listAt(order, 'projects'), { project: service, directory }, 'project', '\0'),
  }));
}

/** What `npm install` would write about a package of the workspace: the package, and the link to it. */
function addToLockfile(tree: Tree, root: string): void {
  const { name, version, license, dependencies, devDependencies } = readJsonFile(tree, `${root}/package.json`);
  const manifest = { name, version, license, dependencies, devDependencies } as JsonObject;
  changeJsonFile(tree, 'package-lock.json', (lock) => {
    const packages = objectAt(lock, 'packages');
    if (Object.hasOwn(packages, root)) return lock;
    const { '': workspace = {}, ...others } = packages;
    const added = { [root]: manifest, [`node_modules/${String(name)}`]: { resolved: root, link: true } };
    return { ...lock, packages: { '': workspace, ...sortedByKey({ ...others, ...added }) } };
  });
}
