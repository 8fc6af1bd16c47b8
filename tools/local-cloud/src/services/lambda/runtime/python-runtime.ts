import { fileURLToPath } from 'node:url';
import { ProcessEnvironment, type Command } from './process/process-environment.ts';
import { RuntimeApi } from './process/runtime-api.ts';
import { findInterpreter, missingInterpreter } from './python-interpreter.ts';
import type { Launch, Runtime } from './runtime.ts';

const BOOTSTRAP = new URL('./python/bootstrap.py', import.meta.url);

/**
 * No buffer, no bytecode beside the code (its folder is an asset with a hash), none of the user's packages, UTF-8 whatever
 * the machine's language is.
 */
const FLAGS: readonly string[] = ['-u', '-B', '-s', '-P', '-X', 'utf8'];

/** A folder that does not exist, as on Lambda: a function reads none of the developer's own configuration. */
const HOME = '/home/sbx_user1051';

async function commandOf({ variables }: Launch): Promise<Command | { readonly missing: string }> {
  const runtime = (variables['AWS_EXECUTION_ENV'] ?? '').replace('AWS_Lambda_', '');
  const interpreter = await findInterpreter(runtime);
  if (interpreter === undefined) {
    const errorMessage = `This function cannot run here: ${missingInterpreter(runtime)}.`;
    return { missing: JSON.stringify({ errorType: 'Runtime.InvalidRuntime', errorMessage }) };
  }
  return { file: interpreter.file, args: [...FLAGS, fileURLToPath(BOOTSTRAP)], variables: { HOME } };
}

const api = new RuntimeApi();

/** Python functions as processes that speak the Runtime API. */
export const pythonRuntime: Runtime = {
  names: 'python3.x',
  runs: (name) => /^python3\.\d+$/.test(name),
  start: (launch) => new ProcessEnvironment(launch, api, commandOf),
};
