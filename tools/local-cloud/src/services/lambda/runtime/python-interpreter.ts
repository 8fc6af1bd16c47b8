import { execFile } from 'node:child_process';

/** What runs the functions of a Python runtime on this machine. */
export interface Interpreter {
  /** Name on the PATH. */
  readonly file: string;
  /** For example `3.11.7`. */
  readonly version: string;
}

/** The oldest `python3` that may stand in for the runtime's own version. */
const OLDEST_MINOR = 11;

function versionOf(file: string): Promise<string | undefined> {
  const program = 'import sys; print("%d.%d.%d" % sys.version_info[:3])';
  return new Promise((resolve) => {
    execFile(file, ['-I', '-S', '-c', program], (error, output) => resolve(error ? undefined : output.trim()));
  });
}

async function look(runtime: string): Promise<Interpreter | undefined> {
  const exact = await versionOf(runtime);
  if (exact !== undefined) return { file: runtime, version: exact };
  const version = await versionOf('python3');
  const minor = Number(version?.split('.')[1] ?? 0);
  return version !== undefined && minor >= OLDEST_MINOR ? { file: 'python3', version } : undefined;
}

const found = new Map<string, Promise<Interpreter | undefined>>();

/**
 * The interpreter for a runtime such as `python3.13`: that very version if it is on the PATH, else `python3` from 3.11 on.
 * The machine is asked once.
 */
export function findInterpreter(runtime: string): Promise<Interpreter | undefined> {
  const key = `${process.env['PATH'] ?? ''}\n${runtime}`;
  const known = found.get(key) ?? look(runtime);
  found.set(key, known);
  return known;
}

/** What a person needs to hear of an interpreter that is missing. */
export const missingInterpreter = (runtime: string): string =>
  `neither ${runtime} nor a python3 from 3.${OLDEST_MINOR} on is on the PATH: install one and start again`;
