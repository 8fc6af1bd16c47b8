import { symlinkSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plant } from '../boundaries/planted-tree.test-data.ts';
import { bundleHandlers, HandlerNameClashError, NoHandlersError } from './bundle-handlers.ts';

const HANDLER = `
import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
const client = new DynamoDBClient({ region: 'eu-west-1' });
export const handler = async (): Promise<string> => createHash('sha256').update(typeof client.send).digest('hex');
`;

interface Handler {
  readonly handler: () => Promise<unknown>;
}

const importBundle = async (root: string, name: string): Promise<Handler> =>
  (await import(pathToFileURL(join(root, `dist/${name}/index.mjs`)).href)) as Handler;

afterEach(() => vi.unstubAllEnvs());

describe('bundling a service', () => {
  it('makes one module per handler that runs with nothing installed beside it', async () => {
    using tree = plant({ 'src/handlers/say-hash.ts': HANDLER, 'src/handlers/say-hash.spec.ts': 'not a handler' });
    symlinkSync(resolve(import.meta.dirname, '../../../../node_modules'), join(tree.root, 'node_modules'));
    const [bundle, ...others] = await bundleHandlers(tree.root);
    expect(others).toEqual([]);
    expect(await readdir(join(tree.root, 'dist/say-hash'))).toEqual(['index.mjs', 'index.mjs.map']);
    expect(bundle?.bytes).toBeLessThan(300 * 1024);
    const { handler } = await importBundle(tree.root, 'say-hash');
    expect(await handler()).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('takes credentials from the environment and says so when there are none', async () => {
    const code = `
      import { defaultProvider } from '@aws-sdk/credential-provider-node';
      export const handler = (): Promise<unknown> => defaultProvider()();
    `;
    using tree = plant({ 'src/handlers/who-am-i.ts': code });
    symlinkSync(resolve(import.meta.dirname, '../../../../node_modules'), join(tree.root, 'node_modules'));
    await bundleHandlers(tree.root);
    const { handler } = await importBundle(tree.root, 'who-am-i');
    vi.stubEnv('AWS_ACCESS_KEY_ID', '');
    await expect(handler()).rejects.toThrow(/takes credentials from the environment/u);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect(await handler()).toMatchObject({ accessKeyId: 'id', secretAccessKey: 'secret' });
  });

  it('leaves no bundle of a handler that is gone', async () => {
    using tree = plant({ 'src/handlers/here.ts': 'export const handler = (): number => 1;\n' });
    await mkdir(join(tree.root, 'dist/gone'), { recursive: true });
    await writeFile(join(tree.root, 'dist/gone/index.mjs'), '');
    await bundleHandlers(tree.root);
    expect(await readdir(join(tree.root, 'dist'))).toEqual(['here']);
  });

  it('leaves nothing in a bundle that is no part of it any more', async () => {
    using tree = plant({ 'src/handlers/here.ts': 'export const handler = (): number => 1;\n' });
    await mkdir(join(tree.root, 'dist/here/tidings'), { recursive: true });
    await writeFile(join(tree.root, 'dist/here/index.py'), '');
    await writeFile(join(tree.root, 'dist/here/tidings/errors.py'), '');
    await bundleHandlers(tree.root);
    expect(await readdir(join(tree.root, 'dist/here'))).toEqual(['index.mjs', 'index.mjs.map']);
  });

  it('refuses a handler of one name in two languages', async () => {
    using tree = plant({
      'src/handlers/gift-ledger.ts': 'export const handler = (): number => 1;\n',
      'src/python/gift_ledger/handler.py': 'handler = print\n',
    });
    await expect(bundleHandlers(tree.root)).rejects.toThrow(HandlerNameClashError);
    await expect(bundleHandlers(tree.root)).rejects.toThrow('gift-ledger both in src/handlers and in src/python');
  });

  it('refuses a service that has no handler', async () => {
    using tree = plant({ 'src/domain/order.ts': '' });
    await expect(bundleHandlers(tree.root)).rejects.toThrow(NoHandlersError);
  });
});
