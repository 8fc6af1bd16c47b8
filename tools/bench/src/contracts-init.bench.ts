import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { AT_RUN_TIME, EMPTY, OURS, bundleEntries } from './contracts-init-entries.ts';
import { median } from './support/statistics.ts';

const PROCESSES = 21;

/** What a new process takes to load one module: milliseconds by the clock, and of processor time. */
interface Load {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function load(file: string): Load {
  const url = JSON.stringify(pathToFileURL(file).href);
  const code = `
    const cpu = process.cpuUsage(), start = performance.now();
    await import(${url});
    const wallMs = performance.now() - start, { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ wallMs, cpuMs: (user + system) / 1000 }));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })) as Load;
}

/** Loads all validators that a service uses, in a new process each time; beside an empty module, and ajv at run time. */
export async function run(): Promise<void> {
  using bundles = await bundleEntries();
  const loads = new Map(bundles.entries.map(({ name }) => [name, [] as Load[]]));
  for (let index = -1; index < PROCESSES; index += 1) {
    for (const { name, file } of bundles.entries) {
      const took = load(file);
      if (index >= 0) loads.get(name)?.push(took);
    }
  }
  const overEmpty = (name: string, unit: keyof Load): number => {
    const medianOf = (of: string): number => median((loads.get(of) ?? []).map((each) => each[unit]));
    return medianOf(name) - medianOf(EMPTY);
  };
  const rows = bundles.entries.map(({ name, bytes }) => {
    const wallMs = overEmpty(name, 'wallMs').toFixed(2);
    const cpuMs = overEmpty(name, 'cpuMs').toFixed(2);
    return [name, { 'over empty, ms': wallMs, 'over empty, ms CPU': cpuMs, KB: (bytes / 1024).toFixed(1) }] as const;
  });
  const { dependencies } = createRequire(import.meta.url)('../package.json') as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  console.log(`Node ${process.version}, ajv ${dependencies['ajv']}, ${PROCESSES} processes each, in turns; medians`);
  console.table(Object.fromEntries(rows));
  const ratio = overEmpty(OURS, 'cpuMs') / overEmpty(AT_RUN_TIME, 'cpuMs');
  console.log(`ours is ${ratio.toFixed(3)}x of ajv at run time; reach: at most 2 ms over empty, beat: 1 ms`);
}
