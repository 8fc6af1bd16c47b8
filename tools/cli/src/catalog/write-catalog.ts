import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { findWorkspace } from '../workspace.ts';
import { buildCatalog } from './model/build-catalog.ts';
import { readSources } from './model/read-sources.ts';
import { CannotWriteCatalogError } from './output/cannot-write-catalog-error.ts';
import { type CatalogFormat, filesOf, parseFormats } from './output/formats.ts';
import { writeFolder } from './output/output-folder.ts';
import type { CatalogReport } from './output/report.ts';

/** What `events catalog` was told. */
export interface CatalogOptions {
  /** From the current folder; without it, `dist/catalog` of the workspace. */
  readonly out?: string;
  readonly format?: string;
  readonly openAfter?: string;
  readonly allowMissingTemplates?: boolean;
  readonly workspace?: string;
}

/**
 * Reads a workspace and writes its catalog.
 * @throws {CannotWriteCatalogError} an option is not understood, or the folder is not ours; nothing was written.
 * @throws {NoAssemblyError} a service has not been synthesized, and that is not allowed.
 */
export function writeCatalog(options: CatalogOptions): CatalogReport {
  const formats = parseFormats(options.format);
  const opens = shouldOpen(options.openAfter, formats);
  const workspace = findWorkspace(options.workspace);
  const sources = readSources(workspace, { allowMissingTemplates: options.allowMissingTemplates === true });
  const catalog = buildCatalog(sources);
  const folder = options.out === undefined ? join(workspace, 'dist/catalog') : resolve(options.out);
  const { written, removed } = writeFolder(folder, filesOf(catalog, formats));
  if (opens) openPage(join(folder, 'index.html'));
  return {
    folder,
    formats,
    hasTemplates: catalog.hasSystem,
    events: catalog.events.length,
    versions: catalog.events.reduce((sum, { versions }) => sum + versions.length, 0),
    services: catalog.services.length,
    written,
    removed,
  };
}

function shouldOpen(openAfter = 'no', formats: readonly CatalogFormat[]): boolean {
  if (openAfter === 'no') return false;
  if (openAfter !== 'yes') throw new CannotWriteCatalogError('--open-after takes yes or no.');
  if (!formats.includes('html')) throw new CannotWriteCatalogError('--open-after yes needs html among the formats.');
  return true;
}

/** Hands a page to whatever opens files on this machine, and does not wait for it. */
function openPage(page: string): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const child = spawn(opener, [page], { detached: true, stdio: 'ignore' });
  child.once('error', () => process.stderr.write(`There is no ${opener} here: open ${page} yourself.\n`));
  child.unref();
}
