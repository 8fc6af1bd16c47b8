import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plantWorkspace, type PlantedWorkspace } from '../testing/planted-workspace.ts';
import { filesOfCommit } from './commit-files.ts';
import { findBase } from './find-base.ts';

const folders: string[] = [];

beforeEach(() => {
  vi.stubEnv('NX_BASE', undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function plant(): PlantedWorkspace {
  const workspace = plantWorkspace({ 'a.txt': 'one' });
  folders.push(workspace.folder);
  return workspace;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-base-'));
  folders.push(folder);
  return folder;
}

describe('The base', () => {
  it('is the merge base, so that what main has gained since is not taken for removed', () => {
    const workspace = plant();
    const common = workspace.commit();
    workspace.git('checkout', '--quiet', '-b', 'change');
    workspace.commit('On the branch');
    workspace.git('checkout', '--quiet', 'main');
    workspace.commit('On main');
    workspace.git('checkout', '--quiet', 'change');
    expect(findBase(workspace.folder, 'main')).toEqual({ ref: 'main', commit: common });
  });

  it('is that of NX_BASE, or else of main, when none is asked for', () => {
    const workspace = plant();
    const first = workspace.commit('First');
    const second = workspace.commit('Second');
    expect(findBase(workspace.folder)).toEqual({ ref: 'main', commit: second });
    vi.stubEnv('NX_BASE', first);
    expect(findBase(workspace.folder)).toEqual({ ref: first, commit: first });
  });

  it('is origin/main before main', () => {
    const workspace = plant();
    const pushed = workspace.commit();
    workspace.git('update-ref', 'refs/remotes/origin/main', pushed);
    workspace.commit('Not pushed');
    expect(findBase(workspace.folder)).toEqual({ ref: 'origin/main', commit: pushed });
  });

  it('is nothing when none is asked for and none is there', () => {
    const workspace = plant();
    workspace.git('checkout', '--quiet', '-b', 'other');
    workspace.commit();
    expect(findBase(workspace.folder)).toBeUndefined();
    expect(findBase(temporaryFolder())).toBeUndefined();
  });

  it('is refused when there is no such commit', () => {
    const workspace = plant();
    workspace.commit();
    expect(() => findBase(workspace.folder, 'nope')).toThrow('there is no commit nope in this repository: fetch it');
    expect(() => findBase(workspace.folder, '--all')).toThrow('there is no commit --all');
    expect(() => findBase(temporaryFolder(), 'main')).toThrow('git finds no repository around');
  });

  it('is refused when history does not reach it, with what to fetch', () => {
    const workspace = plant();
    workspace.commit();
    workspace.commit();
    const clone = temporaryFolder();
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${workspace.folder}`, clone]);
    expect(() => findBase(clone, 'HEAD~1')).toThrow('fetch with depth 0');
    expect(() => findBase(clone, 'v1.0')).toThrow('fetch with depth 0');
  });

  it('is nothing where there is no git, unless one is asked for', () => {
    const workspace = plant();
    workspace.commit();
    vi.stubEnv('PATH', temporaryFolder());
    expect(findBase(workspace.folder)).toBeUndefined();
    expect(() => findBase(workspace.folder, 'main')).toThrow('git finds no repository around');
  });

  it('is refused when git does not read the repository', () => {
    const workspace = plant();
    workspace.commit();
    workspace.write({ '.git/config': '[core' });
    expect(() => findBase(workspace.folder)).toThrow('git does not read the repository');
  });

  it('is that of the folder, in a hook of another repository too', () => {
    const [workspace, other] = [plant(), plant()];
    const commit = workspace.commit('Here');
    other.commit('There');
    vi.stubEnv('GIT_DIR', join(other.folder, '.git'));
    expect(findBase(workspace.folder)).toEqual({ ref: 'main', commit });
  });

  it('is refused when it shares no commit', () => {
    const workspace = plant();
    workspace.commit();
    workspace.git('checkout', '--quiet', '--orphan', 'other');
    workspace.commit('Of no parent');
    expect(() => findBase(workspace.folder, 'main')).toThrow('share no commit');
  });
});

describe('Files of a commit', () => {
  it('are those of the commit, whatever the disk has', () => {
    const workspace = plant();
    workspace.write({ 'libs/x/one file.json': '{"á": 1}\n', 'libs/x/deep/two.json': '', 'other/three.json': '3' });
    const commit = workspace.commit();
    workspace.write({ 'libs/x/one file.json': 'changed' });
    const files = filesOfCommit(workspace.folder, commit, {
      folders: ['libs'],
      withText: (path) => path.endsWith('.json'),
    });
    expect(files.list('libs/x')).toEqual([
      { name: 'deep', isFolder: true },
      { name: 'one file.json', isFolder: false },
    ]);
    expect(files.read('libs/x/one file.json')).toBe('{"á": 1}\n');
    expect(files.read('libs/x/deep/two.json')).toBe('');
    expect(files.read('other/three.json')).toBeUndefined();
  });

  it('are those below the workspace when it is a folder of a larger repository', () => {
    const workspace = plant();
    workspace.write({ 'shop/libs/x.json': '1' });
    const commit = workspace.commit();
    const files = filesOfCommit(join(workspace.folder, 'shop'), commit, { folders: ['libs'], withText: () => true });
    expect(files.read('libs/x.json')).toBe('1');
  });
});
