import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFolder } from './replace-folder.ts';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));
const WRITES = `
  import { writeFileSync } from 'node:fs';
  import { join } from 'node:path';
  writeFileSync(join(process.env.CDK_OUTDIR, 'manifest.json'), 'new');
`;

describe('a synthesis', () => {
  const at = { project: '' };
  beforeEach(() => {
    at.project = mkdtempSync(join(tmpdir(), 'tidings-synth-'));
    mkdirSync(join(at.project, 'infra'));
    mkdirSync(join(at.project, 'cdk.out'));
    writeFileSync(join(at.project, 'cdk.out/manifest.json'), 'old');
    writeFileSync(join(at.project, 'cdk.out/gone.json'), 'old');
  });
  afterEach(() => rmSync(at.project, { recursive: true }));

  const start = (code: string): ReturnType<typeof spawn> => {
    const entry = join(at.project, 'infra/app.ts');
    writeFileSync(entry, code);
    return spawn(process.execPath, [MAIN, entry], { stdio: ['ignore', 'pipe', 'ignore'] });
  };
  const exitOf = async (child: ReturnType<typeof spawn>): Promise<unknown> => (await once(child, 'exit'))[0];
  const manifest = (): string => readFileSync(join(at.project, 'cdk.out/manifest.json'), 'utf8');

  it('puts what an entry wrote in the place of what was there', async () => {
    expect(await exitOf(start(WRITES))).toBe(0);
    expect(manifest()).toBe('new');
    expect(readdirSync(join(at.project, 'cdk.out'))).toEqual(['manifest.json']);
    expect(readdirSync(at.project).sort()).toEqual(['cdk.out', 'infra']);
  });

  it('may run beside another one of the same project', async () => {
    const children = [1, 2, 3].map(() => start(WRITES));
    expect(await Promise.all(children.map(exitOf))).toEqual([0, 0, 0]);
    expect(manifest()).toBe('new');
    expect(readdirSync(at.project).sort()).toEqual(['cdk.out', 'infra']);
  });

  it.each([
    ['refuses', `${WRITES} process.exitCode = 1;`],
    ['throws', `${WRITES} throw new Error('broken');`],
  ])('leaves what was there, and nothing else, when the entry %s', async (_, code) => {
    expect(await exitOf(start(code))).toBe(1);
    expect(manifest()).toBe('old');
    expect(readdirSync(at.project).sort()).toEqual(['cdk.out', 'infra']);
  });

  it('takes its folder away when it is interrupted', async () => {
    const child = start(
      `${WRITES} console.log('written'); await new Promise((resolve) => setTimeout(resolve, 60_000));`,
    );
    if (child.stdout) await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect(await exitOf(child)).toBe(1);
    expect(manifest()).toBe('old');
    expect(readdirSync(at.project).sort()).toEqual(['cdk.out', 'infra']);
  });

  it('takes away what a killed one left, and nothing of one that runs', async () => {
    const dead = start('');
    await exitOf(dead);
    const [gone, kept] = [dead.pid, process.pid].map((pid) => `cdk.next-${pid}`);
    for (const name of [gone, kept]) mkdirSync(join(at.project, name ?? ''));
    expect(await exitOf(start(WRITES))).toBe(0);
    expect(readdirSync(at.project).sort()).toEqual([kept, 'cdk.out', 'infra']);
  });

  it('says what it cannot put in its place', () => {
    expect(() => replaceFolder(join(at.project, 'nothing'), join(at.project, 'cdk.out'))).toThrow(/ENOENT/u);
    expect(manifest()).toBe('old');
  });
});
