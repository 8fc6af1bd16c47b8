import { type Command, CommanderError } from 'commander';
import { ContractSourceError } from '@tidings/event-schemas';
import { CannotWriteCatalogError } from './catalog/output/cannot-write-catalog-error.ts';
import { CannotJudgeError } from './errors.ts';
import { NoAssemblyError } from './system/read-system.ts';
import { NoTableError } from './tables/no-table-error.ts';

/** Errors whose message tells a person what to mend; anything else is a defect of ours and keeps its stack. */
const FOR_PEOPLE = [CannotJudgeError, CannotWriteCatalogError, ContractSourceError, NoAssemblyError, NoTableError];

/** Exit code of a command that could not do its work: never 1, which says that a change breaks something. */
const FAILED = 2;

/** Runs the command line; whatever goes wrong is told on the error stream, and the exit code is then 2. */
export async function runProgram(program: Command): Promise<void> {
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : FAILED;
      return;
    }
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = FAILED;
  }
}

/** What a person is told of an error. */
export function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return FOR_PEOPLE.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
}
