import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { NoAssemblyError } from '../system/read-system.ts';
import { CannotWriteCatalogError } from './output/cannot-write-catalog-error.ts';
import { reportText } from './output/report.ts';
import { writeCatalog } from './write-catalog.ts';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const workspace = mkdtempSync(join(tmpdir(), 'tidings-catalog-workspace-'));
afterAll(() => rmSync(workspace, { recursive: true }));

/** A workspace with our contracts and one service that has no assembly. */
cpSync(join(repository, 'libs/events/contracts'), join(workspace, 'libs/events/contracts'), { recursive: true });
cpSync(
  join(repository, 'libs/events/src/envelope.schema.json'),
  join(workspace, 'libs/events/src/envelope.schema.json'),
);
mkdirSync(join(workspace, 'services/orders'), { recursive: true });
writeFileSync(join(workspace, 'services/orders/project.json'), '{}');

describe('events catalog', () => {
  it('asks for a synthesis where there is no assembly, and writes nothing', () => {
    expect(() => writeCatalog({ workspace })).toThrow(NoAssemblyError);
    expect(() => writeCatalog({ workspace })).toThrow(/npx nx run-many -t synth/);
    expect(existsSync(join(workspace, 'dist'))).toBe(false);
  });

  it('writes what the schemas say without templates when that is allowed', () => {
    const out = join(workspace, 'out');
    const report = writeCatalog({ workspace, out, format: 'html', allowMissingTemplates: true });
    expect(report).toMatchObject({ folder: out, formats: ['html'], hasTemplates: false, removed: 0 });
    expect(report.versions).toBeGreaterThanOrEqual(report.events);
    expect(existsSync(join(out, 'events/orders/order-placed.html'))).toBe(true);
    expect(existsSync(join(out, 'asyncapi.yaml'))).toBe(false);
    expect(reportText(report)).toContain('publishers and consumers are missing');
  });

  it('writes all forms into dist/catalog of the workspace when nothing else is said', () => {
    const report = writeCatalog({ workspace, allowMissingTemplates: true });
    expect(report.folder).toBe(join(workspace, 'dist/catalog'));
    for (const file of ['index.html', 'asyncapi.yaml', 'asyncapi.json', 'eventcatalog/services/orders/index.mdx']) {
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
