import { describe, expect, it } from 'vitest';
import { describeCycle, ruleCycles } from './rule-cycles.ts';
import type { System, SystemFunction, SystemRule } from './system.ts';

const on = (consumer: string, pattern: unknown): SystemRule => ({
  service: consumer.split('/')[0] ?? '',
  logicalId: 'Rule',
  bus: 'stage',
  pattern,
  consumers: [consumer],
});

const may = (handler: string, ...mayPublish: readonly string[]): SystemFunction => ({
  handler,
  logicalId: 'Function',
  runtime: 'nodejs24.x',
  mayPublish,
  publishes: [],
});

const placed = { source: ['orders'], 'detail-type': ['OrderPlaced'] };
const sent = { source: ['mail'], 'detail-type': ['EmailSent'] };

const cyclesOf = (rules: readonly SystemRule[], functions: readonly SystemFunction[]): System => ({
  rules,
  functions,
  services: [],
});

const twoRules = [on('mail/on-order-placed', placed), on('orders/on-email-sent', sent)];
const twoFunctions = [may('mail/on-order-placed', 'EmailSent'), may('orders/on-email-sent', 'OrderPlaced')];

describe('a circle of rules', () => {
  it('is told as the way from an event to itself, once', () => {
    expect(ruleCycles(cyclesOf(twoRules, twoFunctions))).toEqual([
      ['EmailSent', 'orders/on-email-sent', 'OrderPlaced', 'mail/on-order-placed', 'EmailSent'],
    ]);
  });

  it('may be one handler that answers to what it publishes', () => {
    const own = on('orders/x', placed);
    expect(ruleCycles(cyclesOf([own], [may('orders/x', 'OrderPlaced')]))).toEqual([
      ['OrderPlaced', 'orders/x', 'OrderPlaced'],
    ]);
  });

  it('is one of several', () => {
    const rules = [...twoRules, on('mail/again', sent)];
    expect(ruleCycles(cyclesOf(rules, [...twoFunctions, may('mail/again', 'EmailSent')]))).toEqual([
      ['EmailSent', 'mail/again', 'EmailSent'],
      ['OrderPlaced', 'mail/on-order-placed', 'EmailSent', 'orders/on-email-sent', 'OrderPlaced'],
    ]);
  });

  it('is one rule that leads to its own bus, whoever publishes what it takes', () => {
    const echo = { ...on('analytics/x', placed), logicalId: 'HandRule', consumers: [], feedsItself: true } as const;
    const circle = [['OrderPlaced', 'rule HandRule', 'OrderPlaced']];
    expect(ruleCycles(cyclesOf([echo], []))).toEqual(circle);
    expect(ruleCycles(cyclesOf([{ ...echo, pattern: { source: [{ prefix: 'ord' }] } }], []))).toEqual([
      ['any event', 'rule HandRule', 'any event'],
    ]);
    expect(
      ruleCycles(cyclesOf([{ ...echo, pattern: { source: ['orders'] } }], [may('orders/y', 'OrderPlaced')])),
    ).toEqual(circle);
    expect(ruleCycles(cyclesOf([{ ...echo, bus: 'default' }], []))).toEqual([]);
    expect(describeCycle(circle[0] ?? [])).toContain("Cut it: take the rule's own bus out of its targets.");
  });

  it('says how to cut it', () => {
    expect(describeCycle(['OrderPlaced', 'orders/x', 'OrderPlaced'])).toBe(
      'OrderPlaced → orders/x → OrderPlaced is a circle of rules: each event would lead to the next one without end. Cut ' +
        "it: say in the consumer's `publishes` which events really follow from it, or narrow a rule's pattern.",
    );
  });
});

describe('there is no circle', () => {
  it.each<[string, readonly SystemRule[], readonly SystemFunction[]]>([
    [
      'when a handler publishes nothing',
      twoRules,
      [may('mail/on-order-placed', 'EmailSent'), may('orders/on-email-sent')],
    ],
    [
      'when a pattern takes another event of that service',
      [on('mail/on-order-placed', placed), on('orders/on-email-sent', { ...sent, 'detail-type': ['EmailBounced'] })],
      twoFunctions,
    ],
    [
      'when a pattern takes anything but that event',
      [on('orders/x', { source: ['orders'], 'detail-type': [{ 'anything-but': ['OrderPlaced'] }] })],
      [may('orders/x', 'OrderPlaced')],
    ],
    [
      'when the event of that name belongs to another service',
      [on('orders/x', { source: ['shop'], 'detail-type': ['OrderPlaced'] })],
      [may('orders/x', 'OrderPlaced')],
    ],
    [
      'when the rule is on the bus of the account',
      [{ ...on('orders/x', placed), bus: 'default' }],
      [may('orders/x', 'OrderPlaced')],
    ],
  ])('%s', (_when, rules, functions) => expect(ruleCycles(cyclesOf(rules, functions))).toEqual([]));
});

describe('a pattern by operators', () => {
  it.each([
    ['a prefix', { source: ['orders'], 'detail-type': [{ prefix: 'Order' }] }],
    ['no source', { 'detail-type': ['OrderPlaced'] }],
    ['a filter on data', { ...placed, detail: { data: { currency: ['GBP'] } } }],
    ['alternatives', { $or: [{ source: ['mail'] }, { source: ['orders'] }] }],
    ['a name known at deployment', { source: [{ Ref: 'Owner' }] }],
  ])('feeds the handler too: %s', (_what, pattern) => {
    expect(ruleCycles(cyclesOf([on('orders/x', pattern)], [may('orders/x', 'OrderPlaced')]))).toHaveLength(1);
  });
});
