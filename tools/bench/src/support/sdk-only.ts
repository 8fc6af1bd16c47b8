import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { handlerOptions } from '@tidings/workspace/bundle-handlers';
import { build } from 'esbuild';

const IMPORT = /import\s+\{([^}]*)\}\s+from\s+'(@aws-sdk\/[^']+)'/gu;

type Import = readonly [from: string, name: string];

/** Names that a source takes from SDK packages at run time, such as `['@aws-sdk/client-sqs', 'SQSClient']`. */
export function sdkImports(source: string): readonly Import[] {
  return [...source.matchAll(IMPORT)].flatMap(([, names = '', from = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name): Import => [from, name]),
  );
}

/** The files whose code is in a handler's bundle after what nobody uses is left out. */
async function filesIn(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...handlerOptions(entry, 'unwritten'),
    write: false,
    metafile: true,
    sourcemap: false,
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {});
  return inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file);
}

const isClient = (name: string): boolean => name.endsWith('Client') && name !== 'DynamoDBDocumentClient';

function moduleOf(imports: readonly Import[]): string {
  const lines = imports.map(([from, name]) => `import { ${name} } from '${from}';`);
  const uses = imports.map(([, name]) => (isClient(name) ? `new ${name}({})` : name));
  return `${lines.join('\n')}\nexport const handler = [${uses.join(', ')}];\n`;
}

/**
 * Bundles the SDK clients and commands that a handler uses, and nothing else, as the handler itself is bundled.
 * @returns bytes of the bundle at `directory/index.mjs`; 0 for a handler without the SDK, and then no file.
 */
export async function bundleSdkOnly(entry: string, directory: string): Promise<number> {
  const files = await filesIn(entry);
  const own = files.filter((file) => file.endsWith('.ts') && !file.includes('node_modules'));
  const imports = (await Promise.all(own.map((file) => readFile(file, 'utf8')))).flatMap(sdkImports);
  const used = imports.filter(([from]) => files.some((file) => file.includes(`node_modules/${from}/`)));
  if (used.length === 0) return 0;
  const unique = [...new Map(used.map((one) => [one[1], one])).values()];
  const { entryPoints: _entry, ...options } = handlerOptions(entry, directory);
  const stdin = { contents: moduleOf(unique), resolveDir: process.cwd(), sourcefile: 'sdk-only.js' };
  const { metafile } = await build({ ...options, stdin, metafile: true, outfile: join(directory, 'index.mjs') });
  return Object.entries(metafile.outputs).find(([file]) => file.endsWith('.mjs'))?.[1].bytes ?? 0;
}
