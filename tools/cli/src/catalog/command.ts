import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { buildCatalog } from './model/build-catalog.ts';
import { readSources } from './model/read-sources.ts';
import { CatalogOptionError } from './output/errors.ts';
import { ALL_FORMATS, type CatalogFormat, filesOf, parseFormats } from './output/formats.ts';
import { writeFolder } from './output/output-folder.ts';
import { type CatalogReport, reportText } from './output/report.ts';

interface CatalogOptions {
  readonly out: string;
  readonly format: string;
  readonly json?: boolean;
  readonly openAfter: string;
  readonly allowMissingTemplates?: boolean;
}

/** Adds `events catalog`: everything that services tell each other, as pages, as AsyncAPI and as EventCatalog's files. */
export function registerCatalog(events: Command): void {
  events
    .command('catalog')
    .description('Writes a catalog of every event from the schemas and the synthesized templates, without AWS.')
    .option('--out <folder>', 'where to write it', 'dist/catalog')
    .option('--format <list>', 'what to write', ALL_FORMATS.join(','))
    .option('--open-after <yes|no>', 'open the pages in a browser', 'no')
    .option('--allow-missing-templates', 'write what the schemas alone say when nothing is synthesized')
    .option('--json', 'answer in JSON')
    .action((options: CatalogOptions) => {
      const report = writeCatalog(process.cwd(), options);
      process.stdout.write(options.json === true ? `${JSON.stringify(report)}\n` : reportText(report));
      if (options.openAfter === 'yes') openPage(report);
    });
}

/** Reads a workspace and writes its catalog. */
export function writeCatalog(workspace: string, options: CatalogOptions): CatalogReport {
  const formats = parseFormats(options.format);
  assertYesOrNo(options.openAfter, formats);
  const sources = readSources(workspace, { allowMissingTemplates: options.allowMissingTemplates === true });
  const catalog = buildCatalog(sources);
  const folder = resolve(workspace, options.out);
  const { written, removed } = writeFolder(folder, filesOf(catalog, formats));
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

function assertYesOrNo(openAfter: string, formats: readonly CatalogFormat[]): void {
  if (openAfter === 'no') return;
  if (openAfter !== 'yes') throw new CatalogOptionError('--open-after takes yes or no.');
  if (!formats.includes('html')) throw new CatalogOptionError('--open-after yes needs html among the formats.');
}

/** Hands the first page to whatever opens files on this machine, and does not wait for it. */
function openPage({ folder }: CatalogReport): void {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const page = join(folder, 'index.html');
  const child = spawn(opener, [page], { detached: true, stdio: 'ignore' });
  child.once('error', () => process.stderr.write(`There is no ${opener} here: open ${page} yourself.\n`));
  child.unref();
}
