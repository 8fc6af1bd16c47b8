import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it, vi } from 'vitest';
import { plant } from '../../boundaries/planted-tree.test-data.ts';
import { TreeWatcher } from './tree-watcher.ts';

interface Bed extends Disposable {
  readonly root: string;
  readonly write: (path: string) => void;
  /** Resolves when this path is told of, and forgets what was told. */
  readonly told: (path: string) => Promise<void>;
  readonly heard: Set<string>;
}

function makeBed(): Bed {
  const tree = plant({ 'src/a.ts': '1', 'src/dist/out.js': '1', 'nx.json': '{}', 'other/b.ts': '1' });
  const heard = new Set<string>();
  const watcher = new TreeWatcher({
    root: tree.root,
    paths: ['src', 'nx.json'],
    ignores: (path) => path.endsWith('/dist'),
    onChange: (path) => heard.add(path),
  });
  return {
    root: tree.root,
    heard,
    write: (path) => {
      mkdirSync(join(tree.root, path, '..'), { recursive: true });
      writeFileSync(join(tree.root, path), String(Math.random()));
    },
    told: async (path) => {
      await vi.waitUntil(() => heard.delete(path), { timeout: 5_000, interval: 5 });
      heard.clear();
    },
    [Symbol.dispose]: () => {
      watcher.close();
      tree[Symbol.dispose]();
    },
  };
}

describe('TreeWatcher', () => {
  it('tells of files that change, come and go, in folders that were not there before too', async () => {
    using bed = makeBed();
    for (const path of ['src/a.ts', 'nx.json', 'src/new/deep/c.ts', 'src/new/deep/d.ts', 'src/new/deep/c.ts']) {
      bed.write(path);
      await bed.told(path);
    }
    rmSync(join(bed.root, 'src/a.ts'));
    await bed.told('src/a.ts');
  });

  it('follows a folder that is removed and made again', async () => {
    using bed = makeBed();
    bed.write('src/new/c.ts');
    await bed.told('src/new/c.ts');
    rmSync(join(bed.root, 'src/new'), { recursive: true });
    await bed.told('src/new');
    bed.write('src/new/c.ts');
    await bed.told('src/new/c.ts');
    bed.write('src/new/c.ts');
    await bed.told('src/new/c.ts');
  });

  it('tells of what an editor puts in place of a file', async () => {
    using bed = makeBed();
    bed.write('src/a.ts.next');
    renameSync(join(bed.root, 'src/a.ts.next'), join(bed.root, 'src/a.ts'));
    await bed.told('src/a.ts');
    for (const _ of [1, 2]) {
      bed.write('next.json');
      renameSync(join(bed.root, 'next.json'), join(bed.root, 'nx.json'));
      await bed.told('nx.json');
    }
  });

  it('tells nothing of outputs and of other folders', async () => {
    using bed = makeBed();
    bed.write('src/dist/out.js');
    bed.write('other/b.ts');
    bed.write('src/a.ts');
    await vi.waitUntil(() => bed.heard.size > 0);
    expect([...bed.heard]).toEqual(['src/a.ts']);
  });
});
