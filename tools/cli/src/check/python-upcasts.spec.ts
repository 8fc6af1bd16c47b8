import { describe, expect, it } from 'vitest';
import { checkChange } from '../testing/check-change.ts';
import { castFile, placedVersion, renamedCountry } from '../testing/planted-shop.ts';
import type { Files } from '../testing/planted-workspace.ts';
import { verdictOf } from './run-check.ts';

const FOLDER = 'libs/events/contracts/orders/order-placed';
const SECOND: Files = { ...placedVersion(2, renamedCountry()), ...castFile('upcast-v1'), ...castFile('downcast-v2') };

const inPython = (version: number): Files => ({
  'services/analytics/src/python/count_orders/handler.py': `from tidings import consume
from tidings_contracts.orders.order_placed import order_placed

handler = consume([order_placed.v${version}.reading("orderId")], count, service="analytics")
`,
});

const problems = (change: Files): readonly string[] =>
  checkChange({ ...SECOND, ...change }, {}, { rules: false }).problems.map(({ kind, file }) => `${kind} ${file}`);

describe('An upcaster in Python', () => {
  it('is needed where a consumer in Python declares the newer version', () => {
    expect(problems(inPython(2))).toEqual([`python-upcaster ${FOLDER}/upcast_v1.py`]);
    const report = checkChange({ ...SECOND, ...inPython(2) }, {}, { rules: false });
    expect(verdictOf(report)).toBe('breaking');
    expect(report.problems[0]?.message).toContain('analytics/count-orders reads orders/order-placed in Python');
  });

  it('is enough when it is there', () => {
    expect(problems({ ...inPython(2), [`${FOLDER}/upcast_v1.py`]: 'def upcast(data):\n    return data\n' })).toEqual(
      [],
    );
  });

  it('is not needed where consumers in Python declare the older version, or there is none', () => {
    expect(problems(inPython(1))).toEqual([]);
    expect(problems({})).toEqual([]);
  });
});
