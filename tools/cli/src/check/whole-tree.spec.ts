import { describe, expect, it } from 'vitest';
import { textReport } from '../report/text-report.ts';
import { checkChange } from '../testing/check-change.ts';
import { assembly, EVERY_ORDER, handlerFile, handlerText, placedFile } from '../testing/planted-shop.ts';
import type { Files } from '../testing/planted-workspace.ts';
import { type CheckReport, verdictOf } from './run-check.ts';

const SALES = 'analytics/project-sales';
/** Checks the shop with a change that is committed on main, so that nothing differs from the base. */
function check(change: Files): CheckReport {
  return checkChange({}, change);
}

/** What is wrong, one line each: `unknown-field services/…:6`. */
function problems({ problems: found }: CheckReport): readonly string[] {
  return found.map(({ kind, file = '', line = '' }) => `${kind} ${file}:${line}`);
}

function obstacles({ obstacles: found }: CheckReport): readonly string[] {
  return found.map(({ file = '', line = '', message }) => `${file}:${line} ${message}`);
}

describe('A tree whose parts agree', () => {
  it('has nothing wrong', () => {
    const report = check({});
    expect(verdictOf(report)).toBe('ok');
    expect([report.events.length, report.consumers, report.rules]).toEqual([1, 2, 2]);
  });

  it('knows a reading of a field inside a list', () => {
    expect(problems(check({ [handlerFile(SALES)]: handlerText("orderPlaced.v1.reading('lines.sku')") }))).toEqual([]);
  });
});

describe('A reading', () => {
  it('names a field that its version has', () => {
    const report = check({ [handlerFile(SALES)]: handlerText("orderPlaced.v1.reading('orderId', 'lines.weight')") });
    expect(problems(report)).toEqual([`unknown-field ${handlerFile(SALES)}:6`]);
    expect(report.problems[0]?.message).toContain('`data.lines.weight`');
    expect(verdictOf(report)).toBe('breaking');
  });

  it('names a version that there is', () => {
    const report = check({ [handlerFile(SALES)]: handlerText("orderPlaced.v7.reading('orderId')") });
    expect(problems(report)).toEqual([`unknown-version ${handlerFile(SALES)}:6`]);
  });

  it('stands in the call as a literal', () => {
    const report = check({ [handlerFile(SALES)]: handlerText('orderPlaced.v1.reading(...FIELDS)') });
    expect(obstacles(report)).toEqual([
      expect.stringContaining(`${handlerFile(SALES)}:6 a field that it reads is not a literal`),
    ]);
    expect(verdictOf(report)).toBe('cannot-judge');
  });

  it('is declared by every handler that a rule feeds', () => {
    const report = check({ [handlerFile(SALES)]: 'export const handler = makeHandler();\n' });
    expect(obstacles(report)).toEqual([expect.stringContaining(`${handlerFile(SALES)}:1 ${SALES} is fed by a rule`)]);
    expect(verdictOf(report)).toBe('cannot-judge');
  });

  it('takes every type that a rule delivers', () => {
    const cancelled = 'libs/events/contracts/orders/order-cancelled';
    const schema = {
      title: 'OrderCancelled',
      description: 'A customer cancelled an order.',
      type: 'object',
      required: ['orderId'],
      properties: { orderId: { description: 'Identifies the order.', type: 'string' } },
    };
    const both = { source: ['orders'], 'detail-type': ['OrderPlaced', 'OrderCancelled'] };
    const report = check({
      [`${cancelled}/v1.schema.json`]: schema,
      [`${cancelled}/v1.example.json`]: { orderId: 'o-1' },
      ...assembly('analytics', [{ consumer: SALES, pattern: both }]),
    });
    expect(problems(report)).toEqual([`unread-type ${handlerFile(SALES)}:6`]);
    expect(report.problems[0]?.message).toContain('orders/order-cancelled');
  });
});

describe('A publisher', () => {
  it('publishes by its code what its stack says', () => {
    const report = check(assembly('orders', [], ['OrderPlaced', 'OrderCancelled']));
    expect(problems(report)).toEqual(['publisher services/orders/src/composition.ts:4']);
    expect(report.problems[0]?.message).toContain(
      'OrderPlaced by its code, and OrderCancelled, OrderPlaced by its stack',
    );
  });

  it('lists its contracts where they can be read', () => {
    const composition = `import { makePublisher } from '@tidings/messaging';
export const publisher = () => makePublisher({ contracts: everything() });
`;
    const report = check({ 'services/orders/src/composition.ts': composition });
    expect(obstacles(report)).toEqual([
      expect.stringContaining('services/orders/src/composition.ts:2 what it publishes cannot be told'),
    ]);
  });
});

describe('A rule of the templates', () => {
  it('asks for what an event can have', () => {
    const pattern = { ...EVERY_ORDER, detail: { data: { currency: ['pounds'] } } };
    const report = check(assembly('analytics', [{ consumer: SALES, pattern }]));
    expect(problems(report)).toEqual(['rule-pattern :']);
    expect(report.problems[0]?.message).toContain('Rule0 of analytics can never match: `detail.data.currency`');
  });

  it('closes no circle', () => {
    const function0 = { 'tidings:mayPublish': ['OrderPlaced'] };
    const files = assembly('orders', [{ consumer: 'orders/re-place', pattern: EVERY_ORDER }], ['OrderPlaced']);
    const template = files['services/orders/cdk.out/stack.template.json'] as {
      readonly Resources: Readonly<Record<string, { readonly Metadata?: object }>>;
    };
    const consumer = template.Resources['Function0'];
    const Resources = {
      ...template.Resources,
      Function0: { ...consumer, Metadata: { ...consumer?.Metadata, ...function0 } },
    };
    const report = check({
      ...files,
      'services/orders/cdk.out/stack.template.json': { Resources },
      [handlerFile('orders/re-place')]: handlerText('orderPlaced.v1.reading()'),
    });
    expect(problems(report)).toEqual(['rule-cycle :']);
    expect(report.problems[0]?.message).toContain('OrderPlaced → orders/re-place → OrderPlaced');
  });

  it('has no rule that leads to its own bus', () => {
    const Targets = [{ Id: 'bus', Arn: 'arn:aws:events:eu-west-1:111122223333:event-bus/tidings-default' }];
    const Properties = { EventBusName: 'tidings-default', EventPattern: EVERY_ORDER, Targets };
    const Resources = { HandRule: { Type: 'AWS::Events::Rule', Properties } };
    const report = check({
      ...assembly('echo', []),
      'services/echo/cdk.out/stack.template.json': { Resources },
    });
    expect(problems(report)).toEqual(['rule-cycle :']);
    expect(report.problems[0]?.message).toContain('OrderPlaced → rule HandRule → OrderPlaced');
    expect(report.problems[0]?.whatToDo).toBe("Cut it: take the rule's own bus out of its targets.");
  });
});

describe('A check without rules', () => {
  it('needs no templates, and judges versions and readers all the same', () => {
    const unsynthesized = { 'services/analytics/cdk.out': undefined, 'services/orders/cdk.out': undefined };
    expect(checkChange({}, unsynthesized, { rules: false })).toMatchObject({ obstacles: [], problems: [] });
    const report = checkChange({ [placedFile(1)]: { type: 'object' } }, unsynthesized, { rules: false });
    expect(verdictOf(report)).toBe('breaking');
    expect(report.rules).toBeUndefined();
    expect(textReport(report)).toContain('Something breaks: 1 event, 2 consumers, rules not judged.');
  });
});

describe('What keeps the check from judging', () => {
  it('is a missing assembly, with the command that makes it', () => {
    const report = check({ 'services/analytics/cdk.out': undefined });
    expect(obstacles(report)).toEqual([expect.stringContaining('npx nx run-many -t synth')]);
    expect(verdictOf(report)).toBe('cannot-judge');
  });

  it('is a schema that is too deep, ambiguous, or no JSON', () => {
    const deep = `${'{"properties":'.repeat(20_000)}{}${'}'.repeat(20_000)}`;
    for (const text of [deep, '{"__proto__": {}}', '{"type": "object", "type": "string"}', '{', '[]']) {
      const report = check({ [placedFile(1)]: text });
      expect(obstacles(report)).toEqual([expect.stringContaining(`${placedFile(1)} cannot be read as a schema`)]);
      expect(verdictOf(report)).toBe('cannot-judge');
    }
  });

  it('is a contract folder that breaks the rules of contract folders', () => {
    const example = placedFile(1).replace('schema', 'example');
    expect(obstacles(check({ [example]: undefined }))).toEqual([expect.stringContaining(example)]);
  });
});
