import { stripVTControlCharacters } from 'node:util';
import { BuildFailedError } from '../build-changed.ts';

/** Lines of a tool's output that a person sees; the whole of it is one command away. */
const MAX_LINES = 12;

const TASK = /^> nx run (\S+)/u;
/** What Nx, npm and Node say of themselves. */
const NOISE = /^\s*(?:>\s|NX\b|at\s|Node\.js v|Warning: command)|node:internal/u;
/** Where the tool itself stood when it gave up: what is wrong with the workspace stands before it. */
const INSIDE_TOOL = /node_modules\/.*:\d+$/u;

interface BundlerFailure {
  readonly errors: readonly {
    readonly text: string;
    readonly location: { readonly file: string; readonly line: number; readonly column: number } | null;
  }[];
}

const isBundlerFailure = (error: Error): error is Error & BundlerFailure =>
  'errors' in error && Array.isArray(error.errors);

/** What the failed tasks printed; everything when none is named. */
function failedOutput(lines: readonly string[]): readonly string[] {
  const failed = new Set(lines.flatMap((line) => /^- (\S+:\S+)$/u.exec(line)?.[1] ?? []));
  let isFailed = false;
  const found = lines.filter((line) => {
    const task = TASK.exec(line)?.[1];
    if (task !== undefined) isFailed = failed.has(task);
    else if (/^\s*NX\s/u.test(line)) isFailed = false;
    return isFailed;
  });
  return found.length === 0 ? lines : found;
}

function linesOf(log: string): readonly string[] {
  const output = failedOutput(stripVTControlCharacters(log).split('\n'));
  const told = output.filter((line) => line.trim() !== '' && !NOISE.test(line));
  const end = told.findIndex((line) => INSIDE_TOOL.test(line));
  return told.slice(0, Math.min(MAX_LINES, end > 0 ? end : MAX_LINES));
}

/** What went wrong while a running system was changed, in a few lines. */
export function explainShortly(error: unknown): string {
  if (error instanceof BuildFailedError)
    return `It does not build (npm run synth shows all of it):\n${linesOf(error.log).join('\n')}`;
  if (!(error instanceof Error)) return String(error);
  if (!isBundlerFailure(error)) return error.message;
  const lines = error.errors.map(({ text, location }) =>
    location === null ? text : `${location.file}:${location.line}:${location.column + 1}: ${text}`,
  );
  return `It does not build:\n${lines.slice(0, MAX_LINES).join('\n')}`;
}
