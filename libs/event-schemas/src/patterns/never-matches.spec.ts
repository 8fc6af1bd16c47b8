import { describe, expect, it } from 'vitest';
import { checkRulePattern } from './check-rule-pattern.ts';
import { envelope, shopEvents } from './shop-events.test-data.ts';

const VERSION = ' (OrderPlaced version 2)';

/** The problems of a rule on the data of OrderPlaced, without what they all say. */
function problemsOf(data: object): readonly string[] {
  const pattern = { source: ['shop'], 'detail-type': ['OrderPlaced'], detail: { data } };
  return checkRulePattern(pattern, shopEvents, envelope).map(({ clause, problem }) =>
    `${clause}: ${problem}`.replace(/^detail[.]data[.]/, '').replace(VERSION, ''),
  );
}

describe('a clause on data that can never match', () => {
  const cases: readonly (readonly [string, object, ...string[]])[] = [
    [
      'a field that is slightly wrong',
      { curency: ['GBP'] },
      'curency: there is no field data.curency (did you mean currency?)',
    ],
    ['a field of another object', { contact: { sku: ['SKU-1'] } }, 'contact.sku: there is no field data.contact.sku'],
    ['a literal in the wrong case', { currency: ['gbp'] }, "currency: 'gbp' does not match ^[A-Z]{3}$"],
    [
      'two impossible literals',
      { currency: ['gbp', 'eur'] },
      "currency: 'gbp' does not match ^[A-Z]{3}$; 'eur' does not match ^[A-Z]{3}$",
    ],
    ['a value outside an enum', { status: ['lost'] }, "status: 'lost' is none of 'new', 'paid'"],
    ['another value than the only one', { channel: ['shop'] }, "channel: 'shop' is not 'web'"],
    ['what is no UUID', { orderId: ['order-7'] }, "orderId: 'order-7' is no uuid"],
    ['a text that is too long', { note: ['unwrapped'] }, "note: 'unwrapped' has more than 5 characters"],
    ['a text for a number', { totalMinor: ['5'] }, "totalMinor: '5' is a text, and the field holds numbers"],
    ['a number for a text', { currency: [826] }, 'currency: 826 is a number, and the field holds texts'],
    ['null for a text', { currency: [null] }, 'currency: null is asked for, and the field holds texts'],
    ['a number under the minimum', { totalMinor: [0] }, 'totalMinor: 0 is below the minimum 1'],
    ['a number over the maximum, in a list', { totalMinor: [1001] }, 'totalMinor: 1001 is above the maximum 1000'],
    [
      'a fraction of a whole number',
      { totalMinor: [{ numeric: ['>', 1, '<', 2] }] },
      "totalMinor: no number is over 1 and under 2 among the field's whole numbers, at least 1 and at most 1000",
    ],
    [
      'a range outside the bounds',
      { totalMinor: [{ numeric: ['>', 1000] }] },
      "totalMinor: no number is over 1000 among the field's whole numbers, at least 1 and at most 1000",
    ],
    [
      'a range outside an exclusive bound',
      { rate: [{ numeric: ['<=', 0] }] },
      "rate: no number is at most 0 among the field's numbers, over 0 and at most 1",
    ],
    [
      'a range outside the listed numbers',
      { weight: [{ numeric: ['>', 2] }] },
      'weight: no number is over 2 among 1, 2',
    ],
    [
      'a number rule on a text',
      { currency: [{ numeric: ['>', 1] }] },
      'currency: numeric is a rule for numbers, and the field holds texts',
    ],
    [
      'a text rule on a number',
      { totalMinor: [{ prefix: '1' }] },
      'totalMinor: prefix is a rule for texts, and the field holds numbers',
    ],
    [
      'a prefix that no text of the pattern has',
      { currency: [{ prefix: 'gb' }] },
      "currency: no text that matches ^[A-Z]{3}$ begins with 'gb'",
    ],
    [
      'a suffix that no value of the enum has',
      { status: [{ suffix: 'ing' }] },
      "status: no text among 'new', 'paid' ends with 'ing'",
    ],
    [
      'a wildcard that no text fits',
      { lines: { sku: [{ wildcard: '*-A*' }] } },
      "lines.sku: no text that matches ^SKU-[0-9]+$ fits '*-A*'",
    ],
    [
      'a text in any case that the enum has not',
      { status: [{ 'equals-ignore-case': 'Lost' }] },
      "status: no text among 'new', 'paid' is 'Lost' in any case",
    ],
    [
      'an address range on a code',
      { currency: [{ cidr: '10.0.0.0/8' }] },
      'currency: no text that matches ^[A-Z]{3}$ is an IP address',
    ],
    ['the absence of a required field', { currency: [{ exists: false }] }, 'currency: the field is always there'],
    [
      'the absence of what every element has',
      { lines: { sku: [{ exists: false }] } },
      'lines.sku: the field is always there',
    ],
    ['the presence of an object', { contact: [{ exists: true }] }, 'contact: holds fields: ask for one inside it'],
    [
      'a field inside a text',
      { currency: { code: ['GBP'] } },
      'currency.code: data.currency holds texts, and no fields',
    ],
    [
      'anything but all there is',
      { status: [{ 'anything-but': ['new', 'paid'] }] },
      "status: it leaves out every value that there is: 'new', 'paid'",
    ],
    [
      'anything but what all texts begin with',
      { lines: { sku: [{ 'anything-but': { prefix: 'SKU-' } }] } },
      'lines.sku: it leaves out every text that matches ^SKU-[0-9]+$',
    ],
    [
      'an operator that does not exist',
      { currency: [{ contains: 'G' }] },
      "currency: EventBridge knows no operator 'contains'",
    ],
    ['a value that is no list', { currency: 'GBP' }, 'currency: a clause is a list of what it takes, such as ["…"]'],
    ['an empty list', { currency: [] }, 'currency: an empty list takes nothing'],
    [
      'fields of two alternatives of the schema',
      { payment: { kind: ['card'], iban: ['GB1'] } },
      'payment.iban: there is no field data.payment.iban',
    ],
    [
      'two alternatives of which neither can match',
      { $or: [{ currency: ['gbp'] }, { status: ['lost'] }] },
      "currency: 'gbp' does not match ^[A-Z]{3}$",
      "status: 'lost' is none of 'new', 'paid'",
    ],
  ];

  it.each(cases.map(([says, data, ...problems]) => ({ says, data, problems })))(
    'is named, with the reason: $says',
    ({ data, problems }) => expect(problemsOf(data)).toEqual(problems),
  );
});
