import type { Command } from 'commander';
import type { CatalogOptions } from './write-catalog.ts';

const HELP = `
Reads the schemas, the handlers' declarations and what the last synthesis wrote; AWS is not asked. The folder is written over when an
earlier catalog wrote it, and refused when it holds anything else. Exit code: 0 written, 2 not.`;

/** Adds `events catalog`: everything that services tell each other, as pages, as AsyncAPI and as EventCatalog's files. */
export function registerCatalog(events: Command): void {
  events
    .command('catalog')
    .description('Writes a catalog of every event: pages to browse, an AsyncAPI document, files for EventCatalog.')
    .option('--out <folder>', 'where to write it (default: dist/catalog in the workspace)')
    .option('--format <list>', 'what to write: html, asyncapi, eventcatalog (default: all of them)')
    .option('--open-after <yes|no>', 'open the pages in a browser (default: no)')
    .option('--allow-missing-templates', 'write what the schemas alone say when a service is not synthesized')
    .option('--json', 'print the report as JSON')
    .option('--workspace <dir>', 'the workspace (default: the one around the current folder)')
    .addHelpText('after', HELP)
    .action(catalog);
}

/** Layout and the compiler's API take long to load, so they are loaded by those who need them. */
async function catalog({ json, ...options }: CatalogOptions & { readonly json?: boolean }): Promise<void> {
  const { writeCatalog } = await import('./write-catalog.ts');
  const { reportText } = await import('./output/report.ts');
  const report = writeCatalog(options);
  process.stdout.write(json === true ? `${JSON.stringify(report)}\n` : reportText(report));
}
