import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import { nodeRuntime } from './node-runtime.ts';
import { pythonRuntime } from './python-runtime.ts';
import type { Runtime } from './runtime.ts';

const RUNTIMES: readonly Runtime[] = [nodeRuntime, pythonRuntime];

/** @throws {NotImplementedLocallyError} naming the runtime. */
export function runtimeNamed(name: string): Runtime {
  const found = RUNTIMES.find((runtime) => runtime.runs(name));
  if (found) return found;
  const known = RUNTIMES.map(({ names }) => names).join(', ');
  throw new NotImplementedLocallyError(
    `the Lambda runtime ${name}`,
    `Use one of ${known}, or test this function on AWS.`,
  );
}
