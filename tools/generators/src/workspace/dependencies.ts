import type { Tree } from '@nx/devkit';
import { changeJsonFile, type JsonObject, objectAt, readJsonFile, textAt, withMissing } from './json-file.ts';

/** Packages that a service needs, and whose versions some other package of the workspace says already. */
export interface Needs {
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
}

const KINDS = ['dependencies', 'devDependencies'] as const;

/**
 * Adds packages to a service's own, in its `package.json` and in the lockfile, so that `npm ci` takes both. Versions are
 * those that the lockfile has: nothing is asked of a registry.
 */
export function addDependencies(tree: Tree, service: string, needs: Needs): void {
  const path = `services/${service}`;
  const versions = versionsIn(readJsonFile(tree, 'package-lock.json'));
  const withNeeds = (manifest: JsonObject): JsonObject =>
    KINDS.reduce((changed, kind) => {
      const known = { ...objectAt(changed, 'dependencies'), ...objectAt(changed, 'devDependencies') };
      const missing = needs[kind].filter((name) => !Object.hasOwn(known, name));
      if (missing.length === 0) return changed;
      const additions = Object.fromEntries(missing.map((name) => [name, versions(name)]));
      return { ...changed, [kind]: withMissing(objectAt(changed, kind), additions) };
    }, manifest);
  changeJsonFile(tree, `${path}/package.json`, withNeeds);
  changeJsonFile(tree, 'package-lock.json', (lock) => {
    const packages = objectAt(lock, 'packages');
    return { ...lock, packages: { ...packages, [path]: withNeeds(objectAt(packages, path)) } };
  });
}

/** The version of each package that the lockfile puts at the root of `node_modules`. */
function versionsIn(lock: JsonObject): (name: string) => string {
  const packages = objectAt(lock, 'packages');
  return (name) => {
    const entry = objectAt(packages, `node_modules/${name}`);
    const target = entry['link'] === true ? objectAt(packages, textAt(entry, 'resolved')) : entry;
    return textAt(target, 'version');
  };
}
