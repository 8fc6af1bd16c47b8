import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contractImports, createDependencies, createNodes } from './nx-contracts.ts';
import { pythonContractImports } from '../bundle/python-imports.ts';

const PLACED = 'libs/events/contracts/orders/order-placed';
const CANCELLED = 'libs/events/contracts/orders/order-cancelled';
const nxJson = { nxJsonConfiguration: {}, workspaceRoot: '/' };

describe('the Nx plugin of contracts', () => {
  it('makes a project of each contract folder', async () => {
    const [pattern, create] = createNodes;
    expect(pattern).toBe('libs/events/contracts/*/*/v1.schema.json');
    const [[file, { projects = {} }] = ['', {}]] = await create([`${PLACED}/v1.schema.json`], undefined, nxJson);
    expect([file, Object.keys(projects)]).toEqual([`${PLACED}/v1.schema.json`, [PLACED]]);
    expect(projects[PLACED]).toMatchObject({
      name: 'contract-orders-order-placed',
      tags: ['type:contract'],
      targets: {
        generate: { command: 'node tools/workspace/src/contracts/generate.ts orders/order-placed', cache: true },
      },
    });
  });

  it('finds the contracts that a module imports', () => {
    const code = `import { parseEvent } from '@tidings/events';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import type { OrderCancelledV1 } from "@tidings/events/orders/order-cancelled";
import { isDate } from '@tidings/events/formats';`;
    expect(contractImports(code)).toEqual(['orders/order-placed', 'orders/order-cancelled']);
  });

  it('finds them behind comments and other imports, on several lines, passed on, and when they are loaded later', () => {
    const code = `#!/usr/bin/env node
// import { no } from '@tidings/events/orders/order-lost';
/* A module; it says: from 'nowhere'. */
import 'node:fs';
import {
  orderPlaced,
  type OrderPlacedV1,
} from '@tidings/events/orders/order-placed';
export { orderShipped } from '@tidings/events/orders/order-shipped';
export const late = async () => import('@tidings/events/orders/order-cancelled');`;
    expect(contractImports(code)).toEqual(['orders/order-placed', 'orders/order-shipped', 'orders/order-cancelled']);
  });

  it('takes no code in a text for an import', () => {
    const code = `import { join } from 'node:path';
const template = \`
import { orderPlaced } from '@tidings/events/orders/order-placed';
\`;`;
    expect(contractImports(code)).toEqual([]);
  });

  it('finds the contracts that a Python module imports', () => {
    const code = `
from tidings_contracts.orders.order_placed import order_placed
    from tidings_contracts.notifications.email_sent import email_sent as sent
import tidings_contracts.orders.order_cancelled
# from tidings_contracts.orders.order_lost import order_lost
from tidings import consume
`;
    expect(pythonContractImports(code)).toEqual([
      'orders/order-placed',
      'notifications/email-sent',
      'orders/order-cancelled',
    ]);
  });

  it('draws an edge from each project to the contracts that it imports, and from Python handlers to their library', async () => {
    using workspace = sources({
      'services/shop/src/place.ts': `import { orderPlaced } from '@tidings/events/orders/order-placed';`,
      'services/mail/src/send.ts': `import { orderPlaced } from '@tidings/events/orders/order-placed';
import { orderCancelled } from '@tidings/events/orders/order-cancelled';`,
      'services/mail/notes.md': `'@tidings/events/orders/order-placed'`,
      [`${PLACED}/upcast-v1.ts`]: `import type { OrderPlacedV1 } from '@tidings/events/orders/order-placed';`,
      'services/till/src/count.ts': `import { parseEvent } from '@tidings/events';`,
      'services/gifts/src/python/gift_ledger/handler.py':
        'from tidings_contracts.orders.order_placed import order_placed',
      'services/gifts/src/python/gift_ledger/ledger.py': 'PAPER = 1',
      'libs/python/tidings/handler.py': 'from tidings_contracts.orders.order_lost import order_lost',
    });
    const fileOf = (file: string): { readonly file: string; readonly hash: string } => ({ file, hash: '' });
    const edges = await createDependencies(undefined, {
      ...nxJson,
      workspaceRoot: workspace.root,
      externalNodes: {},
      filesToProcess: { projectFileMap: {}, nonProjectFiles: [] },
      projects: {
        placed: { root: PLACED },
        cancelled: { root: CANCELLED },
        checker: { root: 'libs/events/contracts' },
        events: { root: 'libs/events' },
        python: { root: 'libs/python' },
      },
      fileMap: {
        nonProjectFiles: [],
        projectFileMap: {
          shop: [fileOf('services/shop/src/place.ts')],
          mail: [fileOf('services/mail/src/send.ts'), fileOf('services/mail/notes.md')],
          placed: [fileOf(`${PLACED}/upcast-v1.ts`)],
          till: [fileOf('services/till/src/count.ts')],
          gifts: [
            fileOf('services/gifts/src/python/gift_ledger/handler.py'),
            fileOf('services/gifts/src/python/gift_ledger/ledger.py'),
          ],
          python: [fileOf('libs/python/tidings/handler.py')],
        },
      },
    });
    expect(edges).toEqual([
      { source: 'shop', target: 'placed', type: 'implicit' },
      { source: 'mail', target: 'placed', type: 'implicit' },
      { source: 'mail', target: 'cancelled', type: 'implicit' },
      { source: 'gifts', target: 'placed', type: 'implicit' },
      { source: 'gifts', target: 'python', type: 'implicit' },
    ]);
  });
});

function sources(files: Readonly<Record<string, string>>): Disposable & { readonly root: string } {
  const root = mkdtempSync(join(tmpdir(), 'tidings-nx-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}
