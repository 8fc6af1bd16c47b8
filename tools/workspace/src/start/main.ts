import { Command, InvalidArgumentError } from 'commander';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Endpoints } from '../launch/endpoints.ts';
import { interpreterLines } from '../launch/interpreter-lines.ts';
import { launch, type Launched } from '../launch/launch.ts';
import { keepLive } from '../launch/live/live-system.ts';
import { announcement } from './announcement.ts';
import { explain } from './explain-failure.ts';
import { WORKSPACE } from '../launch/workspace-root.ts';

const DEFAULT_PORT = 4566;
const ENDPOINTS_FILE = '.tidings/default/endpoints.json';

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d+$/u.test(text) || port > 65_535) throw new InvalidArgumentError('a port is a number from 0 to 65535.');
  return port;
}

interface Options {
  readonly port: number;
  readonly json?: true;
  readonly watch: boolean;
}

function readOptions(): Options {
  const program = new Command('npm start --')
    .description('Runs the whole system on this machine, from its synthesized templates.')
    .option('--port <port>', 'port on 127.0.0.1', portNumber, DEFAULT_PORT)
    .option('--json', 'for programs: print where it answers as one line of JSON, and leave no file')
    .option('--no-watch', 'leave the running system as it is when files change')
    .parse();
  return program.opts<Options>();
}

function writeEndpoints(endpoints: Endpoints): void {
  const file = join(WORKSPACE, ENDPOINTS_FILE);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(endpoints, undefined, 2)}\n`, { mode: 0o600 });
}

/** Resolves at the first Ctrl-C or request to end. */
const askedToStop = (): Promise<undefined> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined));
  });

/** Tells a program. Returns how to take it back. */
function tellProgram({ endpoints }: Launched): () => void {
  console.log(JSON.stringify(endpoints));
  return () => undefined;
}

/** Tells a person. Returns how to take it back. */
async function tellPerson(launched: Launched, watches: boolean): Promise<() => void> {
  writeEndpoints(launched.endpoints);
  const notes = await interpreterLines(launched.cloud);
  const tookMs = performance.now();
  console.log(announcement({ ...launched, endpointsFile: ENDPOINTS_FILE, tookMs, notes, watches }));
  return () => {
    rmSync(join(WORKSPACE, ENDPOINTS_FILE), { force: true });
    console.log('\nStopped.');
  };
}

async function run(): Promise<void> {
  const { port, json, watch } = readOptions();
  const stop = askedToStop();
  const live = watch && json === undefined;
  const onBuild = (): void => console.error('Building what changed …');
  const launched = await Promise.race([launch({ port, onBuild, live }), stop]);
  if (launched === undefined) return;
  const takeBack = json ? tellProgram(launched) : await tellPerson(launched, live);
  const letGo = live ? keepLive(launched, { say: console.log, onEndpoints: writeEndpoints }) : undefined;
  await stop;
  await letGo?.();
  await launched.cloud.stop();
  takeBack();
  launched.deployment.close();
}

try {
  await run();
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
