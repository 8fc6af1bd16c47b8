import { describe, expect, it } from 'vitest';
import { checkPatternFor, checkRulePattern } from './check-rule-pattern.ts';
import { envelope, shopEvents } from './shop-events.test-data.ts';

type Pattern = Readonly<Record<string, unknown>>;

const address = { source: ['shop'], 'detail-type': ['OrderPlaced'] };

/** A rule on the data of OrderPlaced. */
const data = (asked: Pattern): Pattern => ({ ...address, detail: { data: asked } });

/** A rule on what an OrderPlaced says about itself. */
const detail = (asked: Pattern): Pattern => ({ ...address, detail: asked });

const check = (pattern: unknown): readonly string[] =>
  checkRulePattern(pattern, shopEvents, envelope).map(({ clause, problem }) => `${clause}: ${problem}`);

describe('a pattern that may match', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['an address alone', address],
    ['one of several names', { source: ['shop'], 'detail-type': ['OrderPlaced', 'OrderCancelled'] }],
    ['a name without a source', { 'detail-type': ['EmailSent'] }],
    ['a prefix of a source', { source: [{ prefix: 'sh' }] }],
    ['any source but one', { source: [{ 'anything-but': 'shop' }] }],
    ['a literal that the pattern admits', data({ currency: ['GBP'] })],
    ['one possible value among others', data({ currency: ['gbp', 'EUR'] })],
    ['a value of an enum', data({ status: ['paid'] })],
    ['a value of an enum in another case, ignored', data({ status: [{ 'equals-ignore-case': 'PAID' }] })],
    ['a prefix that texts of the pattern have', data({ currency: [{ prefix: 'GB' }] })],
    ['a prefix in any case', data({ currency: [{ prefix: { 'equals-ignore-case': 'gb' } }] })],
    ['a suffix', data({ currency: [{ suffix: 'BP' }] })],
    ['a wildcard', data({ lines: { sku: [{ wildcard: 'SKU-*7' }] } })],
    ['a field of list elements', data({ lines: { quantity: [{ numeric: ['>', 3] }] } })],
    ['an element of a list of texts', data({ tags: ['red'] })],
    ['a number at the bound', data({ totalMinor: [{ numeric: ['>=', 1000] }] })],
    ['a range that begins below the bound', data({ totalMinor: [{ numeric: ['>', -5, '<', 2] }] })],
    ['a fraction of a number', data({ rate: [{ numeric: ['>', 0, '<', 0.1] }] })],
    ['true', data({ gift: [true] })],
    ['null where it is admitted', data({ note: [null] })],
    ['the absence of an optional field', data({ note: [{ exists: false }] })],
    ['the absence of a field or a value', data({ note: [{ exists: false }, 'gift'] })],
    ['the absence of a field that nobody writes', data({ colour: [{ exists: false }] })],
    ['the absence of a field inside an optional object', data({ payment: { kind: [{ exists: false }] } })],
    ['the absence of elements', data({ labels: [{ exists: false }] })],
    ['the presence of a required field', data({ orderId: [{ exists: true }] })],
    ['a first event', detail({ replay: [{ exists: false }] })],
    ['hops', detail({ hops: [{ numeric: ['<', 3] }] })],
    ['a version that there is', detail({ version: [2] })],
    ['a field that a later version has', data({ voucher: ['SPRING'] })],
    ['anything but one of two values', data({ status: [{ 'anything-but': ['new'] }] })],
    ['anything but a text, on a number', data({ totalMinor: [{ 'anything-but': 'x' }] })],
    ['anything but a prefix', data({ currency: [{ 'anything-but': { prefix: 'G' } }] })],
    ['anything but a wildcard', data({ orderId: [{ 'anything-but': { wildcard: '*-0000-*' } }] })],
    ['an alternative that matches beside one that cannot', data({ $or: [{ currency: ['gbp'] }, { status: ['new'] }] })],
    ['fields of one alternative of the schema', data({ payment: { kind: ['transfer'], iban: ['GB1'] } })],
    ['a name that additional properties allow', data({ extra: { points: [7] } })],
    ['a value known at deployment only', data({ orderId: [{ Ref: 'Order' }] })],
    ['a source known at deployment only', { source: [{ 'Fn::Sub': '${Owner}' }], detail: { x: ['y'] } }],
    ['an AWS service', { source: ['aws.ses'], 'detail-type': ['Email Sent'], detail: { mail: { to: ['x'] } } }],
    ['a partner', { source: [{ prefix: 'aws.partner/shop.example' }], detail: { x: ['y'] } }],
    ['the account and the bus region', { account: ['111122223333'], region: ['eu-west-1'] }],
    ['an event that an archive sends again', { ...address, 'replay-name': [{ exists: true }] }],
  ];

  it.each(cases)('is left alone: %s', (_says, pattern) => expect(check(pattern)).toEqual([]));
});

describe('a pattern that can never match', () => {
  const cases: readonly (readonly [string, unknown, readonly string[]])[] = [
    [
      'a source that is slightly wrong',
      { source: ['shopp'] },
      ["source: no service called 'shopp' has events (did you mean shop?)"],
    ],
    ['a source of nobody', { source: ['warehouse'] }, ["source: no service called 'warehouse' has events"]],
    [
      'a name that is slightly wrong',
      { source: ['shop'], 'detail-type': ['OrderPlcaed'] },
      ["detail-type: there is no event 'OrderPlcaed' (did you mean OrderPlaced?)"],
    ],
    [
      'a wrong name beside a right one',
      { source: ['shop'], 'detail-type': ['OrderPlaced', 'OrderCanceled'] },
      ["detail-type: there is no event 'OrderCanceled' (did you mean OrderCancelled?)"],
    ],
    [
      'a name of another service',
      { source: ['shop'], 'detail-type': ['EmailSent'] },
      ["detail-type: 'EmailSent' is an event of mail, not of shop"],
    ],
    [
      'a prefix that no name has',
      { source: ['shop'], 'detail-type': [{ prefix: 'Parcel' }] },
      ['detail-type: no event of ours has it'],
    ],
    [
      'data asked for beside data',
      detail({ currency: ['GBP'] }),
      ['detail.currency: there is no field currency (OrderPlaced version 2)'],
    ],
    [
      'a version that there is not',
      detail({ version: [3] }),
      ['detail.version: no version fits: OrderPlaced has 1 and 2'],
    ],
    [
      'a later field in an earlier version',
      detail({ version: [1], data: { voucher: ['SPRING'] } }),
      ['detail.data.voucher: there is no field data.voucher (OrderPlaced version 1)'],
    ],
    [
      'more hops than there are',
      detail({ hops: [17] }),
      ['detail.hops: 17 is above the maximum 16 (OrderPlaced version 2)'],
    ],
    ['what is no pattern', ['shop'], ['the pattern: is no JSON object']],
  ];

  it.each(cases)('is told clause by clause: %s', (_says, pattern, problems) =>
    expect(check(pattern)).toEqual(problems),
  );
});

describe('a pattern held against one event', () => {
  const placed = shopEvents.filter(({ type }) => type === 'OrderPlaced');
  const inWords = (pattern: unknown): unknown => placed.map((event) => checkPatternFor(pattern, event, envelope));

  it('has nothing to say to an event that it does not ask for', () => {
    expect(inWords({ source: ['shop'], 'detail-type': ['OrderCancelled'] })).toEqual([undefined]);
    expect(inWords({ source: ['aws.ses'] })).toEqual([undefined]);
  });

  it('counts only the alternatives that are about it', () => {
    const other = { source: ['mail'], 'detail-type': ['EmailSent'] };
    expect(inWords({ $or: [other, data({ currency: ['GBP'] })] })).toEqual([[]]);
    expect(inWords({ $or: [other, data({ currency: ['gbp'] })] })).toEqual([
      [{ clause: 'detail.data.currency', problem: "'gbp' does not match ^[A-Z]{3}$ (OrderPlaced version 2)" }],
    ]);
  });

  it('does not mind other names in its list', () => {
    expect(inWords({ source: ['shop'], 'detail-type': ['OrderPlaced', 'OrderCanceled'] })).toEqual([[]]);
  });
});
