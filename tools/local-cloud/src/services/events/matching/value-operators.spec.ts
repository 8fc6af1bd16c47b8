import { describeCases } from './pattern-cases.ts';

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html: numbers, addresses, presence, $or. */
describeCases([
  {
    says: 'a range of numbers',
    pattern: { a: [{ numeric: ['>', 0, '<=', 5] }] },
    matches: [{ a: 0.1 }, { a: 5 }],
    misses: [{ a: 0 }, { a: 5.1 }, { a: '3' }],
  },
  {
    says: 'one bound',
    pattern: { a: [{ numeric: ['<', 10] }] },
    matches: [{ a: -1e9 }, { a: 9.99 }],
    misses: [{ a: 10 }, {}],
  },
  {
    says: 'a number by =',
    pattern: { a: [{ numeric: ['=', 3.018e2] }] },
    matches: [{ a: 301.8 }],
    misses: [{ a: 301.81 }],
  },
  {
    says: 'IPv4 addresses',
    pattern: { a: [{ cidr: '10.0.0.0/24' }] },
    matches: [{ a: '10.0.0.0' }, { a: '10.0.0.255' }],
    misses: [{ a: '10.0.1.0' }, { a: '10.0.0.01' }, { a: '10.0.0' }, { a: '::a00:1' }],
  },
  {
    says: 'IPv6 addresses, however they are written',
    pattern: { a: [{ cidr: '2001:db8::/32' }] },
    matches: [{ a: '2001:db8::1' }, { a: '2001:0DB8:0:0:0:0:0:1' }, { a: '2001:db8::10.0.0.1' }],
    misses: [{ a: '2001:db9::1' }, { a: '10.0.0.1' }],
  },
  {
    says: 'a field that is there',
    pattern: { a: { b: [{ exists: true }] } },
    matches: [{ a: { b: null } }, { a: { b: [1] } }],
    misses: [{ a: {} }, {}, { a: { b: [] } }, { a: { b: { c: 1 } } }],
  },
  {
    says: 'a field that is not there, or no leaf',
    pattern: { a: { b: [{ exists: false }] } },
    matches: [{}, { a: {} }, { a: { b: { c: 1 } } }, { a: { b: [] } }],
    misses: [{ a: { b: null } }, { a: { b: 1 } }],
  },
  {
    says: 'one of several fields',
    pattern: { s: ['x'], $or: [{ a: [1] }, { b: [2], c: [3] }] },
    matches: [
      { s: 'x', a: 1 },
      { s: 'x', b: 2, c: 3 },
    ],
    misses: [{ s: 'x', b: 2 }, { a: 1 }, { s: 'y', a: 1 }],
  },
  {
    says: 'one of several fields, inside and beside another one',
    pattern: { $or: [{ a: [1] }, { b: [2] }], d: { $or: [{ x: [1] }, { y: [2], $or: [{ z: [3] }, { w: [4] }] }] } },
    matches: [
      { a: 1, d: { x: 1 } },
      { b: 2, d: { y: 2, w: 4 } },
    ],
    misses: [{ a: 1, d: { y: 2 } }, { d: { x: 1 } }],
  },
]);
