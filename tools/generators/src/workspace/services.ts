import { createInterface } from 'node:readline/promises';
import { join } from 'node:path';
import { generateFiles, OverwriteStrategy, type Tree } from '@nx/devkit';
import { writeConsumerListing } from './consumer-listing.ts';
import { addDependencies } from './dependencies.ts';
import { type Names, parseName } from './names.ts';
import { didYouMean } from './nearest.ts';
import { refuse } from './refusal.ts';
import { registerService } from './register-service.ts';
import { assertServiceNameIsFree } from './taken-names.ts';

/** Which service, and whether it may be made. */
export interface ServiceChoice {
  readonly service: string;
  readonly createService: boolean;
}

/** Packages that the stack of every service imports. */
const NEEDS = { dependencies: [], devDependencies: ['@tidings/infra', 'aws-cdk-lib', 'constructs'] };

const FILES = join(import.meta.dirname, 'files');

const KEEP = { overwriteStrategy: OverwriteStrategy.KeepExisting };

/** Names of the services there are, sorted. */
export function servicesIn(tree: Tree): readonly string[] {
  return tree
    .children('services')
    .filter((name) => tree.exists(`services/${name}/project.json`))
    .toSorted();
}

/**
 * Sees to it that a service is there: makes one with an empty stack when it may, by option or by asking.
 * @throws {GeneratorRefusalError} there is none and it may not be made, or something else has its name.
 */
export async function ensureService(tree: Tree, { service, createService }: ServiceChoice): Promise<void> {
  const known = servicesIn(tree);
  if (known.includes(service)) return;
  const names = parseName(service, 'a service');
  assertServiceNameIsFree(tree, service);
  if (!createService && !(await mayCreate(service))) {
    refuse(
      `There is no service "${service}".${didYouMean(service, known)} Services: ${known.join(', ')}. ` +
        `Add --create-service to make ${service} first.`,
    );
  }
  writeEmptyService(tree, names);
}

/** Asks on a terminal; where nobody answers, nothing is made. */
async function mayCreate(service: string): Promise<boolean> {
  const isAsked = process.stdin.isTTY && process.stdout.isTTY && process.env['NX_INTERACTIVE'] !== 'false';
  if (!isAsked) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const answer = await terminal.question(`There is no service "${service}". Make it? (y/N) `);
    return /^y(?:es)?$/iu.test(answer.trim());
  } finally {
    terminal.close();
  }
}

/** A service whose stack has nothing but the consumers that will come. */
function writeEmptyService(tree: Tree, names: Names): void {
  const values = { names, name: names.kebab };
  generateFiles(tree, join(FILES, 'consumer-service'), `services/${names.kebab}`, values, KEEP);
  writeServiceBase(tree, names);
  addDependencies(tree, names.kebab, NEEDS);
}

/** Writes what every service has, whatever it does, and makes the workspace know it. Files that are there are kept. */
export function writeServiceBase(tree: Tree, names: Names): void {
  const values = { names, name: names.kebab };
  generateFiles(tree, join(FILES, 'service-base'), `services/${names.kebab}`, values, KEEP);
  writeConsumerListing(tree, names.kebab);
  registerService(tree, names.kebab);
}
