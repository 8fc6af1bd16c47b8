import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { plant } from '../boundaries/planted-tree.test-data.ts';
import { readStamp, takeStamp, writeStamp } from './stamp.ts';

const FILES = {
  'package-lock.json': '{}',
  'nx.json': '{}',
  '.env': '',
  'tsconfig.base.json': '{}',
  'libs/events/src/index.ts': '1',
  'libs/events/contracts/orders/order-placed/v1.schema.json': '{}',
  'libs/events/contracts/orders/order-placed/index.ts': '1',
  'libs/events/contracts/orders/order-placed/generated/validate-v1.ts': '1',
  'services/orders/src/place.ts': '1',
  'services/orders/dist/place/index.mjs': '1',
  'services/orders/node_modules/x/index.js': '1',
  'infra/src/index.ts': '1',
  'infra/cdk.out/manifest.json': '{}',
  'tools/workspace/src/bundle/main.ts': '1',
  'tools/workspace/src/contracts/generate.ts': '1',
  'tools/workspace/src/synth/main.ts': '1',
};

/** What changes of a fresh workspace's stamp when `change` is made to it. */
function changedBy(change: (root: string) => void): readonly string[] {
  using tree = plant(FILES);
  const before = takeStamp(tree.root);
  change(tree.root);
  const after = takeStamp(tree.root);
  return (['inputs', 'outputs'] as const).filter((part) => before[part] !== after[part]);
}

const write = (file: string) => (root: string) => {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), 'other text');
};

describe('the stamp of a build', () => {
  it('stays the same when nothing changes', () => expect(changedBy(() => undefined)).toEqual([]));

  it.each([
    'libs/events/src/index.ts',
    'libs/events/contracts/orders/order-placed/v1.schema.json',
    'services/orders/src/new.ts',
    'package-lock.json',
    '.env',
    'tools/workspace/src/bundle/main.ts',
    'tools/workspace/src/synth/main.ts',
  ])('shows that %s, which the build reads, is changed or new', (file) =>
    expect(changedBy(write(file))).toEqual(['inputs']),
  );

  it('shows that what the build wrote is changed or gone', () => {
    expect(changedBy(write('services/orders/dist/place/index.mjs'))).toEqual(['outputs']);
    expect(changedBy(write('libs/events/contracts/orders/order-placed/index.ts'))).toEqual(['outputs']);
    expect(changedBy(write('libs/events/contracts/orders/order-placed/generated/validate-v1.ts'))).toEqual(['outputs']);
    expect(changedBy((root) => rmSync(join(root, 'infra/cdk.out'), { recursive: true }))).toEqual(['outputs']);
  });

  it.each([
    'services/orders/node_modules/x/index.js',
    'infra/cdk.next-a1b2c3/new.json',
    'infra/dist.next-a1b2c3/x.mjs',
  ])('takes no notice of %s: an installed package, or what a build is writing', (file) =>
    expect(changedBy(write(file))).toEqual([]),
  );

  it('shows another stage', () => {
    expect(changedBy(() => vi.stubEnv('TIDINGS_STAGE', 'alice'))).toEqual(['inputs']);
    vi.unstubAllEnvs();
  });

  it('is kept from one run to the next', () => {
    using tree = plant(FILES);
    expect(readStamp(tree.root)).toEqual({});
    writeStamp(tree.root, takeStamp(tree.root));
    expect(readStamp(tree.root)).toEqual(takeStamp(tree.root));
  });
});
