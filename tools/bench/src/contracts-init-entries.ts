import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A bundle of its own, as a Lambda would load it. */
export interface Entry {
  readonly name: string;
  readonly file: string;
  readonly bytes: number;
}

const CONTRACTS = ['orders/order-placed', 'orders/order-cancelled', 'notifications/email-sent'];

/** What notifications imports of libs/events: it reads two events and publishes a third. */
const OURS_CODE = `
import { parseEvent, toEntry } from '@tidings/events';
${CONTRACTS.map((path, index) => `import * as contract${index} from '@tidings/events/${path}';`).join('\n')}
export const used = [parseEvent, toEntry, ${CONTRACTS.map((_, index) => `contract${index}`).join(', ')}];
`;

/** The same schemas, compiled by ajv when the module is loaded. */
const AJV_CODE = `
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import envelope from '../../../libs/events/src/envelope.schema.json';
${CONTRACTS.map((path, index) => `import schema${index} from '../../../libs/events/contracts/${path}/v1.schema.json';`).join('\n')}
const ajv = new Ajv2020();
addFormats(ajv, { mode: 'full' });
export const used = [envelope, ${CONTRACTS.map((_, index) => `schema${index}`).join(', ')}].map((schema) => ajv.compile(schema));
`;

/** Names of the modules that are compared. */
export const EMPTY = 'empty module';
export const OURS = 'tidings, generated';
export const AT_RUN_TIME = 'ajv at run time';

const CODE: Readonly<Record<string, string>> = {
  [EMPTY]: 'export const used = [];',
  [OURS]: OURS_CODE,
  [AT_RUN_TIME]: AJV_CODE,
};

/** Bundles the modules that are compared into a folder that goes away with its scope. */
export async function bundleEntries(): Promise<Disposable & { readonly entries: readonly Entry[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  const entries = Object.entries(CODE).map(async ([name, contents], index) => {
    const file = join(folder, `${index}.mjs`);
    await build({
      stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
      outfile: file,
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'esm',
      target: 'node24',
      conditions: ['source', 'module'],
      absWorkingDir: import.meta.dirname,
      logLevel: 'error',
    });
    return { name, file, bytes: statSync(file).size };
  });
  return { entries: await Promise.all(entries), [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
