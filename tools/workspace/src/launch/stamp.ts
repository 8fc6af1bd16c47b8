import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the build reads, besides the folders of the projects. */
const INPUT_FILES: readonly string[] = ['package-lock.json', 'nx.json', '.env', 'tsconfig.base.json'];
const INPUT_FOLDERS: readonly string[] = [
  'libs',
  'services',
  'infra',
  'tools/workspace/src/bundle',
  'tools/workspace/src/contracts',
  'tools/workspace/src/synth',
];
const OUTPUTS: ReadonlySet<string> = new Set(['dist', 'cdk.out', 'generated']);
/** A contract's module is written by the build too, beside the schemas that it reads. */
const GENERATED_MODULE = /\/contracts\/[^/]+\/[^/]+\/index\.ts$/u;
const IGNORED: ReadonlySet<string> = new Set(['node_modules', 'out-tsc', 'coverage', '__pycache__']);
const isIgnored = (name: string): boolean => IGNORED.has(name) || /^(?:dist|cdk)\.next-/u.test(name);
const ENVIRONMENT: readonly string[] = ['TIDINGS_STAGE', 'CDK_VALIDATION'];

/** Files and folders, from the workspace's root, that the build reads. */
export const WATCHED: readonly string[] = [...INPUT_FILES, ...INPUT_FOLDERS];

/** Whether the build writes this file or folder, or takes no notice of it. */
export const isOutput = (path: string): boolean =>
  GENERATED_MODULE.test(path) || path.split('/').some((name) => OUTPUTS.has(name) || isIgnored(name));

/** Two hashes over path, size and time of change of files: of what the build reads, and of what it wrote. */
export interface Stamp {
  readonly inputs: string;
  readonly outputs: string;
}

interface Listing {
  readonly inputs: string[];
  readonly outputs: string[];
}

function describeFile(workspace: string, path: string): string {
  const { size, mtimeMs, ino } = statSync(join(workspace, path));
  return `${path} ${size} ${mtimeMs} ${ino}`;
}

function walk(
  workspace: string,
  folder: string,
  into: { readonly listing: Listing; readonly isOutput: boolean },
): void {
  for (const entry of readdirSync(join(workspace, folder), { withFileTypes: true })) {
    if (isIgnored(entry.name)) continue;
    const path = `${folder}/${entry.name}`;
    const isOutput = into.isOutput || OUTPUTS.has(entry.name) || GENERATED_MODULE.test(path);
    if (entry.isDirectory()) walk(workspace, path, { listing: into.listing, isOutput });
    else (isOutput ? into.listing.outputs : into.listing.inputs).push(describeFile(workspace, path));
  }
}

const hash = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');

/** Looks at the workspace as it is now; about ten milliseconds. */
export function takeStamp(workspace: string): Stamp {
  const listing: Listing = { inputs: [], outputs: [] };
  for (const file of INPUT_FILES) listing.inputs.push(describeFile(workspace, file));
  for (const folder of INPUT_FOLDERS) walk(workspace, folder, { listing, isOutput: false });
  const surroundings = [process.version, ...ENVIRONMENT.map((name) => `${name}=${process.env[name] ?? ''}`)];
  return { inputs: hash([...listing.inputs, ...surroundings]), outputs: hash(listing.outputs) };
}

const stampFile = (workspace: string): string => join(workspace, '.tidings/build.json');

/** The stamp of the last build that succeeded, if there was one. */
export function readStamp(workspace: string): Partial<Stamp> {
  try {
    return JSON.parse(readFileSync(stampFile(workspace), 'utf8')) as Partial<Stamp>;
  } catch {
    return {};
  }
}

export function writeStamp(workspace: string, stamp: Stamp): void {
  mkdirSync(dirname(stampFile(workspace)), { recursive: true });
  writeFileSync(stampFile(workspace), JSON.stringify(stamp));
}
