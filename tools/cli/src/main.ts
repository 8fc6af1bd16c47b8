import { Command } from 'commander';
import { registerCheck } from './events/command.ts';

const program = new Command('tidings').description('Works on a Tidings system, on this machine or on AWS.');
const events = program.command('events').description('Works on the contracts: what services say to each other.');
registerCheck(events);
await program.parseAsync();
