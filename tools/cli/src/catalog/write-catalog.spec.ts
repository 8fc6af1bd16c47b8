import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { NoAssemblyError } from '../system/read-system.ts';
import { CannotWriteCatalogError } from './output/cannot-write-catalog-error.ts';
import { reportText } from './output/report.ts';
import { smallSystem } from './testing/small-system.ts';
import { writeCatalog } from './write-catalog.ts';

const workspace = mkdtempSync(join(tmpdir(), 'tidings-catalog-workspace-'));
afterAll(() => rmSync(workspace, { recursive: true }));

function write(path: string, value: unknown): void {
  mkdirSync(join(workspace, dirname(path)), { recursive: true });
  writeFileSync(join(workspace, path), JSON.stringify(value));
}

/** A workspace with one contract, and one service that has no assembly. */
const [, lost] = smallSystem.contracts;
const folder = 'libs/events/contracts/depot/parcel-lost';
write(`${folder}/v1.schema.json`, lost?.versions[0]?.schema);
write(`${folder}/v1.example.json`, lost?.versions[0]?.example);
write('libs/events/src/envelope.schema.json', smallSystem.envelope);
write('services/depot/project.json', {});

describe('events catalog', () => {
  it('asks for a synthesis where there is no assembly, and writes nothing', () => {
    expect(() => writeCatalog({ workspace })).toThrow(NoAssemblyError);
    expect(() => writeCatalog({ workspace })).toThrow(/npx nx run-many -t synth/);
    expect(existsSync(join(workspace, 'dist'))).toBe(false);
  });

  it('writes what the schemas say without templates when that is allowed', () => {
    const out = join(workspace, 'out');
    const report = writeCatalog({ workspace, out, format: 'html', allowMissingTemplates: true });
    expect(report).toMatchObject({
      folder: out,
      formats: ['html'],
      hasTemplates: false,
      events: 1,
      versions: 1,
      removed: 0,
    });
    expect(existsSync(join(out, 'events/depot/parcel-lost.html'))).toBe(true);
    expect(existsSync(join(out, 'asyncapi.yaml'))).toBe(false);
    expect(reportText(report)).toContain('publishers and consumers are missing');
  });

  it('writes all forms into dist/catalog of the workspace when nothing else is said', () => {
    const report = writeCatalog({ workspace, allowMissingTemplates: true });
    expect(report.folder).toBe(join(workspace, 'dist/catalog'));
    for (const file of ['index.html', 'asyncapi.yaml', 'asyncapi.json', 'eventcatalog/services/depot/index.mdx']) {
      expect([file, existsSync(join(report.folder, file))]).toEqual([file, true]);
    }
  });

  it.each([{ format: 'html,pdf' }, { openAfter: 'maybe' }, { openAfter: 'yes', format: 'asyncapi' }])(
    'refuses %j',
    (options) => {
      expect(() => writeCatalog({ workspace, allowMissingTemplates: true, ...options })).toThrow(
        CannotWriteCatalogError,
      );
    },
  );
});
