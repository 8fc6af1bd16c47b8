import { symlinkSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { plant } from '../boundaries/planted-tree.test-data.ts';
import { bundleHandlers, NoHandlersError } from './bundle-handlers.ts';

const HANDLER = `
import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({ region: 'eu-west-1' });
export const handler = async (): Promise<string> => createHash('sha256').update(typeof client.send).digest('hex');
`;

describe('bundling a service', () => {
  it('makes one module per handler that runs with nothing installed beside it', async () => {
    using tree = plant({ 'src/handlers/say-hash.ts': HANDLER, 'src/handlers/say-hash.spec.ts': 'not a handler' });
    symlinkSync(resolve(import.meta.dirname, '../../../../node_modules'), join(tree.root, 'node_modules'));
    const [bundle, ...others] = await bundleHandlers(tree.root);
    expect(others).toEqual([]);
    expect(await readdir(join(tree.root, 'dist/say-hash'))).toEqual(['index.mjs', 'index.mjs.map']);
    expect(bundle?.bytes).toBeLessThan(400 * 1024);
    const module = (await import(pathToFileURL(join(tree.root, 'dist/say-hash/index.mjs')).href)) as {
      readonly handler: () => Promise<string>;
    };
    expect(await module.handler()).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('leaves no bundle of a handler that is gone', async () => {
    using tree = plant({ 'src/handlers/here.ts': 'export const handler = (): number => 1;\n' });
    await mkdir(join(tree.root, 'dist/gone'), { recursive: true });
    await writeFile(join(tree.root, 'dist/gone/index.mjs'), '');
    await bundleHandlers(tree.root);
    expect(await readdir(join(tree.root, 'dist'))).toEqual(['here']);
  });

  it('refuses a service that has no handler', async () => {
    using tree = plant({ 'src/domain/order.ts': '' });
    await expect(bundleHandlers(tree.root)).rejects.toThrow(NoHandlersError);
  });
});
