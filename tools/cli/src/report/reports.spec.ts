import { describe, expect, it } from 'vitest';
import { checkChange } from '../testing/check-change.ts';
import {
  assembly,
  castFile,
  EVERY_ORDER,
  handlerFile,
  handlerText,
  ORDER_PLACED,
  placedFile,
  placedVersion,
  renamedCountry,
} from '../testing/planted-shop.ts';
import { jsonReport } from './json-report.ts';
import { markdownReport } from './markdown-report.ts';
import { textReport } from './text-report.ts';

const PLACED = 'libs/events/contracts/orders/order-placed';

/** Version 2 has another name for the country, is published alone, and has no upcaster; a rule asks for the country. */
const BREAKING = checkChange(
  placedVersion(2, renamedCountry()),
  assembly('analytics', [
    { consumer: 'analytics/project-sales', pattern: { ...EVERY_ORDER, detail: { data: { country: ['GB'] } } } },
  ]),
);

const UNCHANGED = checkChange({});

/** Ids of commits differ from run to run. */
function stable(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{12}\b/g, '<commit>');
}

describe('The report for people', () => {
  it('says what to do, who breaks and by what, and who is safe', () => {
    const text = stable(textReport(BREAKING));
    expect(text).toContain('Compared with main, where this tree left it (merge base <commit>).');
    expect(text).toContain('OrderPlaced (orders): breaking, v2 added');
    expect(text).toContain('  v2: incompatible with v1 in both directions.');
    expect(text).toContain(`(${PLACED}/upcast-v1.ts)`);
    expect(text).toContain(
      '  Breaks:\n    analytics/project-sales by data.country (declares v1, services/analytics/src/handlers/project-sales.ts:6)',
    );
    expect(text).toContain('    rule Rule0 of analytics by detail.data.country: ');
    expect(text).toContain('  Safe:\n    notifications/on-order-placed (declares v1): nothing that it reads changed');
    expect(text.trimEnd().split('\n').at(-1)).toBe('Something breaks: 1 event, 2 consumers, 2 rules.');
  });

  it('tells each reason once', () => {
    const reasons = textReport(BREAKING)
      .split('\n')
      .filter((line) => line.startsWith('    - '));
    expect(reasons.length).toBeGreaterThan(1);
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  it('names the field that changed when a consumer reads all around it', () => {
    const contact = {
      description: 'Where.',
      type: 'object',
      required: ['email'],
      properties: { email: { type: 'integer' } },
    };
    const report = checkChange(
      { [placedFile(1)]: { ...ORDER_PLACED, properties: { ...ORDER_PLACED.properties, contact } } },
      { [handlerFile('analytics/project-sales')]: handlerText("orderPlaced.v1.reading('contact')") },
    );
    expect(textReport(report)).toContain('    analytics/project-sales by data.contact.email (declares v1');
  });

  it('is two lines when nothing changed', () => {
    expect(stable(textReport(UNCHANGED))).toBe(
      'Compared with main, where this tree left it (merge base <commit>).\n\nNothing breaks: 1 event, 2 consumers, 2 rules.\n',
    );
  });

  it('says that it compared with nothing', () => {
    const { comparedWith: _base, ...report } = UNCHANGED;
    expect(textReport(report)).toContain('Compared with nothing: no --base was given');
  });

  it('names the place of what it cannot judge', () => {
    const report = checkChange({ [handlerFile('analytics/project-sales')]: handlerText('READING') });
    expect(textReport(report)).toContain('Cannot judge:\n  services/analytics/src/handlers/project-sales.ts:6: ');
    expect(textReport(report)).toContain('clear what is named above first');
  });
});

describe('The comment on a pull request', () => {
  it('has a heading, a table, and the details', () => {
    const comment = stable(markdownReport(BREAKING));
    expect(comment.split('\n')[0]).toBe('## Event contracts: breaking');
    expect(comment).toContain('| Event | Change | Verdict | Breaks | Safe |\n| --- | --- | --- | --- | --- |\n');
    expect(comment).toContain(
      '| `OrderPlaced` (orders) | v2 added | **breaking** | analytics/project-sales | notifications/on-order-placed |',
    );
    expect(comment).toContain('| analytics/project-sales | v1 | `data.country` |');
    expect(comment).toContain('| rule `Rule0` of analytics |  | `detail.data.country` |');
    expect(comment).toContain('<details><summary>Safe: 1 consumer</summary>');
    expect(comment.endsWith('</details>\n')).toBe(true);
  });

  it('is short when nothing changed', () => {
    expect(stable(markdownReport(UNCHANGED))).toBe(
      '## Event contracts: unchanged\n\nCompared with `main` at `<commit>`. 1 event, 2 consumers, 2 rules.\n',
    );
  });

  it('keeps a table whole whatever a reason says', () => {
    const rules = [{ service: 'a', logicalId: 'R', consumers: [], clause: 'c', problem: 'one | two\nthree' }];
    const [event] = BREAKING.events;
    const breaches = event?.breaches.map((breach) => ({ ...breach, rules })) ?? [];
    const report = { ...BREAKING, events: event === undefined ? [] : [{ ...event, breaches }] };
    expect(markdownReport(report)).toContain(String.raw`one \| two three`);
  });

  it('says of a breaking version published beside the older one what it changes', () => {
    const report = checkChange({
      ...placedVersion(2, renamedCountry()),
      ...castFile('upcast-v1'),
      ...castFile('downcast-v2'),
    });
    expect(markdownReport(report)).toContain('stored events of v1 are upcast; v1 is published beside it.');
    expect(markdownReport(report)).toContain('## Event contracts: nothing breaks');
  });
});

describe('The report for programs', () => {
  it('has a format, a verdict, and every event with its breaches', () => {
    const json = jsonReport(BREAKING);
    expect(json).toMatchObject({
      format: 1,
      verdict: 'breaking',
      comparedWith: { ref: 'main' },
      envelope: null,
      problems: [],
      obstacles: [],
      counts: { events: 1, consumers: 2, rules: 2 },
    });
    expect(json.events[0]?.breaches.map(({ kind, version }) => `${kind} ${version}`)).toEqual([
      'missing-upcaster 2',
      'missing-downcast 2',
    ]);
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  });

  it('names a Python consumer as its function is named', () => {
    const python = `from tidings import consume
from tidings_contracts.orders.order_placed import order_placed

handler = consume([order_placed.v1.reading("country")], lambda event: None, service="analytics")
`;
    const file = 'services/analytics/src/python/gift_ledger/handler.py';
    const rules = ['analytics/project-sales', 'analytics/gift-ledger'].map((consumer) => ({
      consumer,
      pattern: EVERY_ORDER,
    }));
    const report = checkChange(
      { [placedFile(1)]: { ...ORDER_PLACED, required: ['orderId'] } },
      { [file]: python, ...assembly('analytics', rules) },
    );
    const hurt = jsonReport(report).events[0]?.breaches[0]?.consumers.map(
      (each) => `${each.consumer} ${each.file}:${each.line}`,
    );
    expect(hurt).toContain(`analytics/gift-ledger ${file}:4`);
  });
});
