import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { plant } from '../boundaries/planted-tree.test-data.ts';
import { noPython } from '../contracts/python-judge.test-data.ts';
import { bundleHandlers } from './bundle-handlers.ts';
import { PythonHandlerError } from './bundle-python.ts';
import { PythonSyntaxError } from './python-syntax.ts';

const HANDLER = `
from ledger import name_of
from tidings import consume
from tidings_contracts.orders.order_placed import order_placed

handler = consume([order_placed.v1.reading("orderId")], lambda event, context: print(name_of(event)), service="gifts")
`;

const GIFTS: Readonly<Record<string, string>> = {
  'src/python/gift_ledger/handler.py': HANDLER,
  'src/python/gift_ledger/ledger.py': 'def name_of(event): return event.data["orderId"]\n',
  'src/python/gift_ledger/rules/paper.py': 'PAPER = 1\n',
  'src/python/gift_ledger/test_handler.py': 'raise AssertionError\n',
  'src/python/gift_ledger/__pycache__/handler.cpython-311.pyc': '',
};

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted();
}

afterEach(() => vi.unstubAllEnvs());

describe('bundling a Python handler', () => {
  it('takes its modules, the library, and of the contracts the imported ones only', async () => {
    using tree = plant(GIFTS);
    const [bundle] = await bundleHandlers(tree.root);
    expect(bundle?.name).toBe('gift-ledger');
    const files = filesIn(join(tree.root, 'dist/gift-ledger'));
    expect(files.filter((file) => !file.startsWith('tidings/'))).toEqual([
      'index.py',
      'ledger.py',
      'rules/paper.py',
      'tidings_contracts/orders/order_placed/__init__.py',
    ]);
    expect(files).toContain('tidings/generated/envelope.py');
    expect(files.filter((file) => /test|pycache/u.test(file))).toEqual([]);
    const sizes = files.map((file) => readFileSync(join(tree.root, 'dist/gift-ledger', file)).length);
    expect(bundle?.bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
  });

  it('makes a folder that runs with nothing but Python', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    using tree = plant(GIFTS);
    await bundleHandlers(tree.root);
    const body = JSON.stringify('[');
    const script = `import index; print(index.handler({"Records": [{"messageId": "m", "body": ${body}}]}, None))`;
    const { stdout, stderr } = spawnSync(
      'python3',
      ['-I', '-B', '-c', `import sys; sys.path.insert(0, "."); ${script}`],
      {
        cwd: join(tree.root, 'dist/gift-ledger'),
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').at(-1)).toBe("{'batchItemFailures': [{'itemIdentifier': 'm'}]}");
  });

  it('stands beside handlers in TypeScript', async () => {
    using tree = plant({ ...GIFTS, 'src/handlers/show-gifts.ts': 'export const handler = (): number => 1;\n' });
    expect((await bundleHandlers(tree.root)).map(({ name }) => name)).toEqual(['gift-ledger', 'show-gifts']);
    expect(filesIn(join(tree.root, 'dist/show-gifts'))).toEqual(['index.mjs', 'index.mjs.map']);
  });

  it('gives the same bytes every time', async () => {
    using tree = plant(GIFTS);
    const contents = (): readonly string[] => {
      const folder = join(tree.root, 'dist/gift-ledger');
      return filesIn(folder).map((file) => `${file}\n${readFileSync(join(folder, file), 'utf8')}`);
    };
    await bundleHandlers(tree.root);
    const before = contents();
    await bundleHandlers(tree.root);
    expect(contents()).toEqual(before);
  });

  it('removes what its code no longer has', async () => {
    using tree = plant(GIFTS);
    await bundleHandlers(tree.root);
    writeFileSync(join(tree.root, 'src/python/gift_ledger/handler.py'), 'def handler(event, context): return {}\n');
    await bundleHandlers(tree.root);
    expect(readdirSync(join(tree.root, 'dist/gift-ledger')).toSorted()).toEqual([
      'index.py',
      'ledger.py',
      'rules',
      'tidings',
    ]);
  });
});

describe('a Python handler that cannot become a bundle', () => {
  it.each([
    ['has no handler.py', { 'src/python/gift_ledger/ledger.py': '' }, 'needs a handler.py'],
    ['is not called in snake_case', { 'src/python/gift-ledger/handler.py': '' }, 'needs a name in snake_case'],
    ['has a module of a name that is ours', { ...GIFTS, 'src/python/gift_ledger/index.py': '' }, 'index.py has a name'],
    [
      'has a folder of a name that is ours',
      { ...GIFTS, 'src/python/gift_ledger/tidings/a.py': '' },
      'tidings/a.py has a name',
    ],
    [
      'imports a contract that there is not',
      { 'src/python/gift_ledger/handler.py': 'from tidings_contracts.orders.order_lost import order_lost\n' },
      'imports orders/order-lost, which is no contract',
    ],
    [
      'imports contracts in a way that leaves open which',
      { 'src/python/gift_ledger/handler.py': 'from tidings_contracts.orders import order_placed\n' },
      'must say from tidings_contracts.<owner>.<event> import <event>',
    ],
  ])('is refused: it %s', async (_title, files, problem) => {
    using tree = plant(files);
    await expect(bundleHandlers(tree.root)).rejects.toThrow(PythonHandlerError);
    await expect(bundleHandlers(tree.root)).rejects.toThrow(problem);
  });

  it('is refused with file and line where its syntax is wrong', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    using tree = plant({ ...GIFTS, 'src/python/gift_ledger/ledger.py': 'import os\n\ndef (:\n' });
    await expect(bundleHandlers(tree.root)).rejects.toThrow(PythonSyntaxError);
    await expect(bundleHandlers(tree.root)).rejects.toThrow(/ledger\.py:3: invalid syntax/u);
    expect(filesIn(join(tree.root, 'src/python/gift_ledger')).filter((file) => file.endsWith('.pyc'))).toHaveLength(1);
  });

  it('is bundled unchecked, with a word, where no python3 is installed', async () => {
    using tree = plant({ 'src/python/gift_ledger/handler.py': 'def (:\n' });
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.stubEnv('PATH', tree.root);
    await bundleHandlers(tree.root);
    expect(warn).toHaveBeenCalledWith(expect.stringContaining('is not checked: no python3 is installed'));
    warn.mockRestore();
  });
});
