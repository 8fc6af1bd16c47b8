import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A module that Python cannot compile; the message is Python's own, with file and line. */
export class PythonSyntaxError extends Error {
  override readonly name = 'PythonSyntaxError';
}

/** Compiles every module under a folder and writes nothing. */
const COMPILE = `
import pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.py")):
    try:
        compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        line = f":{error.lineno}" if isinstance(error, SyntaxError) else ""
        sys.exit(f"{path}{line}: {getattr(error, 'msg', error)}")
`;

/**
 * Checks that Python can compile every module under a folder. Where no python3 is installed nothing is checked, and a
 * line says so: the bundle is made all the same, since it needs no Python.
 * @throws {PythonSyntaxError} a module that it cannot compile.
 */
export async function assertPythonCompiles(folder: string): Promise<void> {
  try {
    await run('python3', ['-I', '-S', '-c', COMPILE, folder]);
  } catch (error) {
    if (!isNotInstalled(error)) throw new PythonSyntaxError(stderrOf(error), { cause: error });
    console.warn(`${folder} is not checked: no python3 is installed`);
  }
}

function isNotInstalled(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function stderrOf(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return text === '' ? String(error) : text;
}
