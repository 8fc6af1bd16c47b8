import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BREACH_PARTNERS, IMPORT_BREACHES, LINT_BREACHES, SOUND_FILES } from './planted-breaches.test-data.ts';
import type { PlantedBreach } from './planted-breaches.test-data.ts';
import { plant } from './planted-tree.test-data.ts';

const workspace = resolve(import.meta.dirname, '../../../..');
const bin = (name: string): string => join(workspace, 'node_modules/.bin', name);
const filesOf = (breaches: readonly PlantedBreach[]): Readonly<Record<string, string>> =>
  Object.fromEntries(breaches.map(({ file, code }) => [file, code]));

interface Found {
  readonly fence: string;
  readonly file: string;
}

function importBreaches(files: Readonly<Record<string, string>>): readonly Found[] {
  using tree = plant(files);
  copyFileSync(join(workspace, 'tsconfig.base.json'), join(tree.root, 'tsconfig.base.json'));
  const config = join(workspace, '.dependency-cruiser.mjs');
  const rooms = ['libs', 'services', 'infra', 'tools', 'e2e'];
  const run = spawnSync(bin('depcruise'), ['--config', config, '--output-type', 'json', ...rooms], {
    cwd: tree.root,
    encoding: 'utf8',
  });
  const report = JSON.parse(run.stdout) as {
    readonly summary: {
      readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string }[];
    };
  };
  return report.summary.violations.map(({ rule, from }) => ({ fence: rule.name, file: from }));
}

function lintBreaches(files: Readonly<Record<string, string>>): readonly Found[] {
  using tree = plant(files);
  const config = join(workspace, '.oxlintrc.json');
  const run = spawnSync(bin('oxlint'), ['-c', config, '--format', 'json', '.'], { cwd: tree.root, encoding: 'utf8' });
  const report = JSON.parse(run.stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
  };
  return report.diagnostics.map(({ code, filename }) => ({ fence: code.replace(/^.*\(|\)$/gu, ''), file: filename }));
}

describe('the fences between layers and projects', () => {
  const sound = importBreaches(SOUND_FILES).filter(({ fence }) => fence !== 'every-import-resolves');
  const found = importBreaches({ ...SOUND_FILES, ...BREACH_PARTNERS, ...filesOf(IMPORT_BREACHES) });

  it('let sound imports pass', () => expect(sound).toEqual([]));

  it.each(IMPORT_BREACHES)('stop $file: $fence', ({ fence, file }) => {
    expect(found).toContainEqual({ fence, file });
  });
});

describe('the lint rules of style', () => {
  const found = lintBreaches(filesOf(LINT_BREACHES));

  it.each(LINT_BREACHES)('stop $file: $fence', ({ fence, file }) => {
    expect(found).toContainEqual({ fence, file });
  });
});
