import type { Tree } from '@nx/devkit';
import { changeJsonFile, objectAt, readJsonFile, sortedByKey, textAt } from './json-file.ts';
import { addToList } from './json-list.ts';

/** Makes the workspace know a service: the compiler, the flows that follow it, the deployment, the package manager. */
export function registerService(tree: Tree, service: string): void {
  const root = `services/${service}`;
  addToList(tree, { path: 'tsconfig.json', key: 'references' }, { path: root });
  addToList(tree, { path: 'e2e/project.json', key: 'implicitDependencies' }, service);
  addToList(tree, { path: 'infra/deploy-order.json' }, { project: service, directory: root });
  addToLockfile(tree, root);
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
