import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { readDeployOrder } from './deploy-order.ts';
import { readStamp, takeStamp, writeStamp } from './stamp.ts';

/** Bundling or synthesis failed; `log` is what the tools said. */
export class BuildFailedError extends Error {
  override readonly name = 'BuildFailedError';
  readonly log: string;

  constructor(log: string) {
    super('The services do not build: what went wrong stands above; npm run synth shows it again.');
    this.log = log;
  }
}

function runNx(workspace: string): Promise<void> {
  const bin = join(workspace, 'node_modules/.bin');
  const projects = readDeployOrder(workspace)
    .map(({ project }) => project)
    .join(',');
  const child = spawn(join(bin, 'nx'), ['run-many', '-t', 'synth', '-p', projects, '--output-style=static'], {
    cwd: workspace,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const take = (chunk: Buffer): void => {
    log += chunk.toString('utf8');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new BuildFailedError(log))));
  });
}

/**
 * Bundles and synthesizes what changed. When neither the files that the build reads nor those that it wrote have changed
 * since the last build, Nx is not even asked: looking costs ten milliseconds, asking half a second.
 * @param onBuild called before Nx is asked, which can take a while.
 * @returns whether Nx was asked.
 * @throws {BuildFailedError} with everything that Nx printed.
 * @throws {DeployOrderError} when there is no telling what to build.
 */
export async function buildChanged(workspace: string, onBuild: () => void = () => undefined): Promise<boolean> {
  const before = takeStamp(workspace);
  const last = readStamp(workspace);
  if (before.inputs === last.inputs && before.outputs === last.outputs) return false;
  onBuild();
  await runNx(workspace);
  writeStamp(workspace, { inputs: before.inputs, outputs: takeStamp(workspace).outputs });
  return true;
}
