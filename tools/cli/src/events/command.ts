import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CannotJudgeError } from '../errors.ts';

/** What `events check` was told. */
interface CheckOptions {
  readonly base?: string;
  readonly json?: true;
  /** The file to write; `true` or `-` for standard output. */
  readonly markdown?: string | true;
  readonly workspace?: string;
  readonly rules: boolean;
}

const HELP = `
Compares the contracts of this tree, uncommitted changes included, with those of the merge base of HEAD and <ref>, as
\`nx affected\` does. Exit code: 0 nothing breaks, 1 something breaks, 2 it cannot be told.`;

/** Adds `events check`: whether a change to the contracts breaks anyone. */
export function registerCheck(events: Command): void {
  events
    .command('check')
    .description('Compares every contract with a base commit, and says whom a change breaks.')
    .option('--base <ref>', 'the ref to compare with (default: NX_BASE, else origin/main, else main)')
    .option('--json', 'print the report as JSON')
    .option('--markdown [file]', "print a pull request's comment instead (also for -), or write it to a file besides")
    .option('--no-rules', 'leave the synthesized templates out, and rules unjudged')
    .option('--workspace <dir>', 'the workspace (default: the one around the current folder)')
    .addHelpText('after', HELP)
    .action(check);
}

/** The compiler's API takes a quarter of a second to load, so it is loaded by those who need it. */
async function check(given: CheckOptions): Promise<void> {
  const options = given.markdown === '-' ? { ...given, markdown: true as const } : given;
  const { json, markdown } = options;
  if (json === true && markdown === true) {
    throw new CannotJudgeError(
      'the report is printed as JSON or as Markdown: give --markdown a file, or leave one out',
    );
  }
  const { checkWorkspace } = await import('./check-workspace.ts');
  const { reports, exitCode } = checkWorkspace(options);
  if (typeof markdown === 'string') writeComment(markdown, reports.markdown());
  process.stdout.write(printed(reports, options));
  process.exitCode = exitCode;
}

function writeComment(file: string, comment: string): void {
  try {
    writeFileSync(file, comment);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown';
    throw new CannotJudgeError(`the comment cannot be written (${why}): give --markdown a file that can be`, { cause });
  }
}

interface Reports {
  readonly text: () => string;
  readonly markdown: () => string;
  readonly json: () => string;
}

function printed(reports: Reports, { json, markdown }: CheckOptions): string {
  if (json === true) return reports.json();
  return markdown === true ? reports.markdown() : reports.text();
}
