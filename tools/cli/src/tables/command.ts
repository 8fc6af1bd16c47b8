import type { Command } from 'commander';
import type { TableOptions } from './read-table.ts';

const HELP = `
The name is a part of the table's own, such as a consumer's: gift-ledger. Marks of the inbox are left out.
Exit code: 0 shown, 2 no such table, or no system to ask.`;

/** Adds `table`: what a table of the system on this machine holds, a row a line. */
export function registerTable(program: Command): void {
  program
    .command('table <name>')
    .description('Shows the rows of a table of the system that npm start runs.')
    .option('--endpoint <url>', 'where it answers (default: what npm start has left in .tidings/)')
    .option('--workspace <dir>', 'the workspace (default: the one around the current folder)')
    .addHelpText('after', HELP)
    .action(table);
}

/** The client takes long to load, so it is loaded by those who need it. */
async function table(name: string, options: TableOptions): Promise<void> {
  const { readTable } = await import('./read-table.ts');
  for await (const row of readTable(name, options)) process.stdout.write(`${JSON.stringify(row)}\n`);
}
