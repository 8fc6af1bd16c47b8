import { Command } from 'commander';

const program = new Command('tidings').description('Works on a Tidings system, on this machine or on AWS.');
await program.parseAsync();
