import { describe, expect, it } from 'vitest';
import type { Consumer } from './consumer.ts';
import { pythonConsumer } from './python-readings.ts';
import { typescriptConsumer } from './typescript-readings.ts';

const typescript = (text: string): Consumer | undefined =>
  typescriptConsumer({
    name: 'analytics/sales',
    file: 'sales.ts',
    text: `import { orderPlaced as placed } from '@tidings/events/orders/order-placed';
import { consume as take } from '@tidings/messaging';
${text}`,
  });

const python = (text: string): Consumer | undefined =>
  pythonConsumer({
    name: 'analytics/sales',
    file: 'handler.py',
    text: `from tidings import (
    consume as take,  # (
    Inbox,
)
from tidings_contracts.orders.order_placed import order_placed as placed
${text}`,
  });

const lines = (consumer: Consumer | undefined): readonly string[] =>
  consumer?.readings.map(({ event, version, fields, line }) => `${line}: ${event} v${version} ${fields.join(' ')}`) ??
  [];

const problems = (consumer: Consumer | undefined): readonly string[] =>
  consumer?.problems.map(({ file, line, problem }) => `${file}:${line} ${problem.split(':')[0]}`) ?? [];

describe('Readings in TypeScript', () => {
  it('are the literals of each call', () => {
    const consumer = typescript(`
export const handler = take([
  placed.v1.reading('orderId', "lines.sku", \`country\`),
  (placed.v2 satisfies object).reading(),
] as const, (event) => record(event));
`);
    expect(lines(consumer)).toEqual([
      '5: orders/order-placed v1 orderId lines.sku country',
      '6: orders/order-placed v2 ',
    ]);
    expect(problems(consumer)).toEqual([]);
  });

  it('take all of a version that is named alone', () => {
    expect(typescript('take([placed.v1], record);')?.readings.map(({ fields }) => fields)).toEqual([['']]);
  });

  it('are not taken from comments, texts, or other functions of the same name', () => {
    expect(
      lines(
        typescript(`// take([placed.v1.reading('orderId')], f)
const text = "take([placed.v1.reading('orderId')], f)";
queue.take([placed.v1.reading('orderId')]);
`),
      ),
    ).toEqual([]);
  });

  it('are a problem of their line when they would have to be run', () => {
    const written = [
      'take(READINGS, f);',
      'take([...READINGS], f);',
      'take([placed.v1.reading(...FIELDS)], f);',
      "take([placed.v1.reading('order' + 'Id')], f);",
      'take([placed.v1.reading(`${name}`)], f);',
      "take([placed[version].reading('orderId')], f);",
      "take([unknown.v1.reading('orderId')], f);",
      'take([SALES], f);',
      'take();',
    ];
    const consumer = typescript(written.join('\n'));
    expect(lines(consumer)).toEqual([]);
    expect(consumer?.problems.map(({ line }) => line)).toEqual(written.map((_, index) => index + 3));
  });

  it.each([
    ['consume under another name', 'const again = take; again([], record);'],
    ['consume handed on', 'take.call(undefined, [], record);'],
    ['consume of a whole module', "import * as messaging from '@tidings/messaging'; messaging.consume([], record);"],
    ['consume that is imported when it runs', "const { consume } = await import('@tidings/messaging');"],
    ['a version beside the list', "take([placed.v1.reading('orderId')], (event) => more(event, placed.v2));"],
    ['a contract handed on', 'parse(placed);'],
    ['a contract of a whole module', "import * as events from '@tidings/events/orders/order-placed';"],
  ])('are not hidden by %s', (_hidden, text) => {
    expect(problems(typescript(text)).map((problem) => problem.split(' ')[0])).toEqual(['sales.ts:3']);
  });

  it('are not hidden by another module that exports consume', () => {
    const text = `import { orderPlaced } from '@tidings/events/orders/order-placed';
import { consume } from '../consume.ts';
export const handler = consume([orderPlaced.v1.reading('orderId')], record);`;
    expect(problems(typescriptConsumer({ name: 'a/b', file: 'b.ts', text }))).toEqual([
      'b.ts:3 a contract is read outside the list that consume is given, so that what is read cannot be told',
    ]);
  });

  it('are not confused by types, and other members of a contract', () => {
    const consumer = typescript(`type Placed = EventOf<typeof placed>;
(take)([placed!.v1.reading('orderId')], (event) => event.type === placed.type);
`);
    expect(lines(consumer)).toEqual(['4: orders/order-placed v1 orderId']);
    expect(problems(consumer)).toEqual([]);
  });

  it('are none of a handler that consumes nothing', () => {
    expect(typescriptConsumer({ name: 'a/b', file: 'b.ts', text: 'export const handler = 1;' })).toBeUndefined();
  });
});

describe('Readings in Python', () => {
  it('are the literals of each call', () => {
    const consumer = python(`
def record(event): return event["data"]

handler = take([
    placed.v1.reading(
        "orderId", 'lines.sku', r"country",  # all of it
    ),
    placed.v2.reading(),
], record, service="analytics")
`);
    expect(lines(consumer)).toEqual([
      '10: orders/order-placed v1 orderId lines.sku country',
      '13: orders/order-placed v2 ',
    ]);
    expect(problems(consumer)).toEqual([]);
  });

  it('are not taken from comments, texts, or definitions of the same name', () => {
    const consumer = python(`"""take([placed.v1.reading("orderId")], f)"""
# take([placed.v1.reading("orderId")], f)
def take(x): pass
`);
    expect(lines(consumer)).toEqual([]);
    expect(problems(consumer)).toEqual(['handler.py:1 imports consume and calls it nowhere']);
  });

  it('are a problem of their line when they would have to be run', () => {
    const written = [
      'take(READINGS, f)',
      'take([*READINGS], f)',
      'take([placed.v1.reading(*FIELDS)], f)',
      'take([placed.v1.reading(f"{name}")], f)',
      'take([placed.v1.reading("order" + "Id")], f)',
      'take([placed.v1.reading("\\x6f")], f)',
      'take([unknown.v1.reading("orderId")], f)',
      'take([placed["v1"].reading("orderId")], f)',
      'take([one] + [two], f)',
      'take()',
    ];
    const consumer = python(written.join('\n'));
    expect(lines(consumer)).toEqual([]);
    expect(consumer?.problems.map(({ line }) => line)).toEqual(written.map((_, index) => index + 6));
  });

  it.each([
    ['consume under another name', 'again = take'],
    ['consume handed on', 'partial(take, [])'],
    ['consume of a whole module', 'import tidings as t'],
    ['all names of a module', 'from tidings import *'],
    ['a version beside the list', 'more(placed.v2)'],
    ['a contract handed on', 'parse(placed)'],
    ['a contract of a whole module', 'from tidings_contracts.orders import order_cancelled'],
  ])('are not hidden by %s', (_hidden, text) => {
    expect(problems(python(text)).map((problem) => problem.split(' ')[0])).toEqual(['handler.py:6']);
  });

  it('are not hidden by another module that exports consume', () => {
    const text = `from tidings_contracts.orders.order_placed import order_placed, OrderPlacedV1
from .consuming import consume
def record(data: OrderPlacedV1): return order_placed.type
handler = consume([order_placed.v1.reading("orderId")], record)`;
    expect(problems(pythonConsumer({ name: 'a/b', file: 'handler.py', text }))).toEqual([
      'handler.py:4 a contract is read outside the list that consume is given, so that what is read cannot be told',
    ]);
  });

  it('survive a text that does not end', () => {
    expect(lines(python('take([placed.v1.reading("orderId'))).toEqual([]);
  });
});
