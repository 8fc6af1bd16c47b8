import { Command } from 'commander';
import { registerCatalog } from './catalog/command.ts';
import { registerCheck } from './events/command.ts';
import { runProgram } from './run-program.ts';
import { registerTable } from './tables/command.ts';

const program = new Command('tidings')
  .description('Works on a Tidings system, on this machine or on AWS.')
  .exitOverride();
const events = program.command('events').description('Works on the contracts: what services say to each other.');
registerCheck(events);
registerCatalog(events);
registerTable(program);
await runProgram(program);
