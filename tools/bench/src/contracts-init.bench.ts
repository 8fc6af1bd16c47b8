import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { bundleEntries } from './contracts-init-entries.ts';
import { median } from './support/statistics.ts';

const PROCESSES = 21;

/** Milliseconds that a new process takes to load one module. */
function loadMs(file: string): number {
  const url = JSON.stringify(pathToFileURL(file).href);
  const code = `const start = performance.now(); await import(${url}); console.log(performance.now() - start);`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }));
}

/** Loads all validators that a service uses, in a new process each time; beside an empty module, and ajv at run time. */
export async function run(): Promise<void> {
  using bundles = await bundleEntries();
  const times = new Map(bundles.entries.map(({ name }) => [name, [] as number[]]));
  for (let index = -1; index < PROCESSES; index += 1) {
    for (const { name, file } of bundles.entries) {
      const took = loadMs(file);
      if (index >= 0) times.get(name)?.push(took);
    }
  }
  const medians = new Map([...times].map(([name, all]) => [name, median(all)]));
  const emptyMs = medians.get('empty module') ?? 0;
  const rows = bundles.entries.map(({ name, bytes }) => {
    const ms = medians.get(name) ?? 0;
    const row = {
      'median ms': ms.toFixed(2),
      'over empty, ms': (ms - emptyMs).toFixed(2),
      KB: (bytes / 1024).toFixed(1),
    };
    return [name, row] as const;
  });
  const { dependencies } = createRequire(import.meta.url)('../package.json') as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  console.log(`Node ${process.version}, ajv ${dependencies['ajv']}, ${PROCESSES} processes each, in turns`);
  console.table(Object.fromEntries(rows));
  const oursMs = (medians.get('ours') ?? 0) - emptyMs;
  const ajvMs = (medians.get('ajv at run time') ?? 0) - emptyMs;
  console.log(`ours is ${(oursMs / ajvMs).toFixed(2)}x of ajv at run time; reach: at most 2 ms over empty, beat: 1 ms`);
}
