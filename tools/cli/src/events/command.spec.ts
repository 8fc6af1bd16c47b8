import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placedVersion, placedFile, renamedCountry, shopFiles } from '../testing/planted-shop.ts';
import { plantWorkspace, type PlantedWorkspace } from '../testing/planted-workspace.ts';

/** Node warns on standard error when it is told both, and the runner of specs sets the second one. */
const { NO_COLOR: _noColor, FORCE_COLOR: _forceColor, ...environment } = process.env;

const TIDINGS = fileURLToPath(new URL('../../bin/tidings.mjs', import.meta.url));

describe('tidings events check', () => {
  const planted: PlantedWorkspace[] = [];

  beforeEach(() => {
    const workspace = plantWorkspace(shopFiles());
    workspace.commit();
    planted.push(workspace);
  });

  afterEach(() => {
    for (const workspace of planted.splice(0)) workspace.remove();
  });

  const shop = (): PlantedWorkspace => {
    const [workspace] = planted;
    if (workspace === undefined) throw new TypeError('There is no shop.');
    return workspace;
  };

  const run = (...args: readonly string[]): { code: number | null; out: string; err: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [TIDINGS, 'events', 'check', ...args], {
      cwd: join(shop().folder, 'services'),
      env: { ...environment, NX_BASE: '' },
      encoding: 'utf8',
    });
    return { code: status, out: stdout, err: stderr };
  };

  it('exits with 0 when nothing breaks, from any folder of the workspace', () => {
    expect(run()).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Nothing breaks') });
  });

  it('exits with 1 when something breaks, and writes the comment besides', () => {
    shop().write(placedVersion(2, renamedCountry()));
    const file = join(shop().folder, 'comment.md');
    const { code, out } = run('--base', 'main', '--json', '--markdown', file);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ format: 1, verdict: 'breaking' });
    expect(readFileSync(file, 'utf8')).toContain('## Event contracts: breaking');
  });

  it('prints the comment when the file is called -, and writes none', () => {
    const { code, out } = run('--markdown', '-');
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('## Event contracts') });
    expect(existsSync(join(shop().folder, 'services', '-'))).toBe(false);
    expect(run('--json', '--markdown', '-').code).toBe(2);
  });

  it('exits with 2 when it cannot judge', () => {
    expect(run('--base', 'nope')).toMatchObject({ code: 2, out: expect.stringContaining('there is no commit nope') });
    shop().write({ [placedFile(1)]: '{' });
    expect(run()).toMatchObject({ code: 2, out: expect.stringContaining(placedFile(1)) });
  });

  it('exits with 2 when it is asked for what it does not have', () => {
    expect(run('--bogus')).toMatchObject({ code: 2, err: expect.stringContaining('--bogus') });
    expect(run('--json', '--markdown')).toMatchObject({
      code: 2,
      err: expect.stringContaining('give --markdown a file'),
    });
    expect(run('--workspace', '/')).toMatchObject({ code: 2, err: expect.stringContaining('pass --workspace <dir>') });
  });

  it('compares with nothing when there is no base, and says so', () => {
    shop().git('checkout', '--quiet', '--detach');
    shop().git('branch', '--quiet', '-D', 'main');
    expect(run()).toMatchObject({ code: 0, out: expect.stringContaining('Compared with nothing') });
  });
});
