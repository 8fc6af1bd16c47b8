import type { Tree } from '@nx/devkit';
import {
  changeJsonFile,
  isObject,
  type Json,
  type JsonObject,
  listAt,
  objectAt,
  readJsonFile,
  sortedByKey,
  textAt,
} from './json-file.ts';

/** Where the order of deployment is kept. */
const DEPLOY_ORDER = 'infra/deploy-order.json';

/** Makes the workspace know a service: the compiler, the package manager, the flows that follow it, the deployment. */
export function registerService(tree: Tree, service: string): void {
  const root = `services/${service}`;
  changeJsonFile(tree, 'tsconfig.json', (config) => ({
    ...config,
    references: withEntry(listAt(config, 'references'), { path: root }, 'path'),
  }));
  changeJsonFile(tree, 'e2e/project.json', (project) => ({
    ...project,
    implicitDependencies: withText(listAt(project, 'implicitDependencies'), service),
  }));
  if (tree.exists(DEPLOY_ORDER)) addToDeployment(tree, service, root);
  addToLockfile(tree, root);
}

function withText(list: readonly Json[], text: string): readonly Json[] {
  return list.includes(text) ? list : [...list, text];
}

/** Adds an entry after the last one, services after services, unless one with the same key is there. */
function withEntry(list: readonly Json[], entry: JsonObject, key: string): readonly Json[] {
  const keys = list.map((each) => (isObject(each) ? textAt(each, key) : ''));
  if (keys.includes(textAt(entry, key))) return list;
  const last = keys.findLastIndex((each) => each.startsWith('services/'));
  return list.toSpliced(last === -1 ? list.length : last + 1, 0, entry);
}

function addToDeployment(tree: Tree, service: string, directory: string): void {
  changeJsonFile(tree, DEPLOY_ORDER, (order) => ({
    ...order,
    projects: withEntry(listAt(order, 'projects'), { project: service, directory }, 'project'),
  }));
}

/** What `npm install` would write about a package of the workspace: the package, and the link to it. */
function addToLockfile(tree: Tree, root: string): void {
  const { private: _private, type: _type, exports: _exports, ...manifest } = readJsonFile(tree, `${root}/package.json`);
  changeJsonFile(tree, 'package-lock.json', (lock) => {
    const packages = objectAt(lock, 'packages');
    if (Object.hasOwn(packages, root)) return lock;
    const { '': workspace = {}, ...others } = packages;
    const added = { [root]: manifest, [`node_modules/${textAt(manifest, 'name')}`]: { resolved: root, link: true } };
    return { ...lock, packages: { '': workspace, ...sortedByKey({ ...others, ...added }) } };
  });
}
