import type { Command } from 'commander';

/** Adds `events check`: whether a change to the contracts breaks anyone. */
export function registerCheck(events: Command): void {
  events.command('check').description('Compares every contract with a base commit, and says whom a change breaks.');
}
