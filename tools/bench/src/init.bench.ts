import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { bundleSdkOnly } from './support/sdk-only.ts';
import { median } from './support/statistics.ts';

const RUNS = 11;

const SERVICES = ['services/orders', 'services/notifications', 'services/analytics'];

/** Settings that compositions read; nothing is called. */
const ENVIRONMENT = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  SERVICE: 'bench',
  STAGE: 'bench',
  TABLE_NAME: 'x',
  ORDER_LIST_TABLE_NAME: 'x',
  SALES_TABLE_NAME: 'x',
  EVENT_BUS_NAME: 'x',
  PARKED_QUEUE_URL: 'https://sqs.example/x',
  MAIL_FROM: 'shop@example.com',
  CONFIGURATION_SET: 'x',
};

interface Handler {
  readonly name: string;
  readonly bundle: string;
  readonly sdkOnly: string | undefined;
}

/** What a process says of itself when the module is loaded: user and system CPU time since its start, microseconds. */
const PROBE = 'await import(process.argv[1]); const { user, system } = process.cpuUsage(); console.log(user + system);';

/** CPU milliseconds from starting a process to a module's end of loading: wall time says more of the machine's noise. */
async function load(file: string): Promise<number> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', PROBE, resolve(file)], {
    env: { ...process.env, ...ENVIRONMENT },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new RangeError(`${file} ended with ${code}.`);
  return Number(text) / 1000;
}

async function handlers(directory: string): Promise<readonly Handler[]> {
  const found: Handler[] = [];
  for (const service of SERVICES) {
    for (const name of readdirSync(join(service, 'dist')).filter((one) =>
      existsSync(join(service, 'dist', one, 'index.mjs')),
    )) {
      const place = join(directory, `${service.split('/')[1]}-${name}`);
      const bytes = await bundleSdkOnly(join(service, 'src/handlers', `${name}.ts`), place);
      found.push({
        name: `${service.split('/')[1]}/${name}`,
        bundle: join(service, 'dist', name, 'index.mjs'),
        sdkOnly: bytes === 0 ? undefined : join(place, 'index.mjs'),
      });
    }
  }
  return found;
}

async function measure(files: readonly string[]): Promise<readonly number[]> {
  const times = files.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, file] of files.entries()) times[index]?.push(await load(file));
  }
  return times.map(median);
}

async function row({ bundle, sdkOnly }: Handler, empty: string): Promise<object> {
  const [own = 0, nothing = 0, sdk = nothing] = await measure([
    bundle,
    empty,
    ...(sdkOnly === undefined ? [] : [sdkOnly]),
  ]);
  return {
    KB: Math.round(statSync(bundle).size / 1000),
    'CPU ms': own.toFixed(1),
    'empty ms': nothing.toFixed(1),
    'SDK alone ms': sdk.toFixed(1),
    'of the SDK alone': `${(own / sdk).toFixed(2)}x`,
  };
}

/** Each Lambda bundle from process start to handler ready, beside an empty handler and the same SDK clients alone. */
export async function run(): Promise<void> {
  await mkdir('tools/bench/dist', { recursive: true });
  const directory = await mkdtemp('tools/bench/dist/init-');
  try {
    const empty = join(directory, 'empty.mjs');
    await writeFile(empty, 'export const handler = async () => undefined;\n');
    const table: Record<string, object> = {};
    for (const handler of await handlers(directory)) table[handler.name] = await row(handler, empty);
    console.table(table);
    console.log(
      `Node ${process.version}, median of ${RUNS}; reach: at most 1.15x the SDK alone, at most 400 KB; beat: 1.05x`,
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
