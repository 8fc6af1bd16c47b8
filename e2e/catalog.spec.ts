import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const workspace = fileURLToPath(new URL('..', import.meta.url));
const contracts = join(workspace, 'libs/events/contracts');
const out = mkdtempSync(join(tmpdir(), 'tidings-catalog-'));

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly description?: string;
}

/** Every contract folder with its schemas, as they lie on the disk: independent of how the catalog reads them. */
const schemas = readdirSync(contracts, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.schema.json'))
  .map((path) => ({
    path,
    schema: JSON.parse(readFileSync(join(contracts, path), 'utf8')) as Schema & { title: string },
  }));

function descriptions({ description = '', properties = {}, items }: Schema): readonly string[] {
  return [
    description,
    ...Object.values(properties).flatMap(descriptions),
    ...(items === undefined ? [] : descriptions(items)),
  ];
}

const read = (path: string): string => readFileSync(join(out, path), 'utf8');
const eventPage = (path: string): string => read(`events/${path.split('/').slice(0, 2).join('/')}.html`);

/** Node warns on standard error when it is told both, and the runner of specs sets the second one. */
const { NO_COLOR: _noColor, FORCE_COLOR: _forceColor, ...environment } = process.env;

const answer = spawnSync(
  process.execPath,
  [join(workspace, 'tools/cli/bin/tidings.mjs'), 'events', 'catalog', '--out', out, '--json'],
  { cwd: workspace, env: environment, encoding: 'utf8' },
);

describe('the catalog of this system', () => {
  it('is written by the command, from what is on the disk', () => {
    expect(answer.stderr).toBe('');
    expect(JSON.parse(answer.stdout)).toMatchObject({ folder: out, hasTemplates: true, versions: schemas.length });
  });

  afterAll(() => rmSync(out, { recursive: true }));

  it('shows every field of every version of every contract', () => {
    for (const { path, schema } of schemas) {
      const page = eventPage(path);
      expect(descriptions(schema).filter((text) => !page.includes(text.replaceAll("'", '&#39;')))).toEqual([]);
    }
  });

  it('names every consumer with what it reads, from the templates and the handlers', () => {
    const page = eventPage('orders/order-placed/v1.schema.json');
    expect(page).toContain('services/orders.html#function-publish-events');
    expect(page).toContain('services/analytics.html#function-project-sales');
    expect(page).toContain('services/notifications.html#function-on-order-placed');
    expect(page).toContain('href="#v1-lines.quantity"');
  });

  it('has every version as a message of the AsyncAPI document', () => {
    const { components, operations } = JSON.parse(read('asyncapi.json'));
    const messages = schemas.map(
      ({ path, schema }) => `${path.split('/')[0]}.${schema.title}.${path.split('/')[2]?.split('.')[0]}`,
    );
    expect(Object.keys(components.messages).toSorted()).toEqual(messages.toSorted());
    expect(operations['analytics.project-sales.receive.orders.OrderPlaced']['x-reads'][0].fields).toContain(
      'lines.sku',
    );
  });

  it('has a page of every event and service for EventCatalog', () => {
    const events = new Set(schemas.map(({ path, schema }) => `${path.split('/')[0]}/events/${schema.title}`));
    for (const event of events)
      expect(read(`eventcatalog/services/${event}/index.mdx`)).toContain('schemaPath: schema.json');
    expect(read('eventcatalog/services/analytics/index.mdx')).toContain('id: OrderPlaced');
  });
});
