import { describeCases } from './pattern-cases.ts';

/** github.com/aws/event-ruler#json-array-matching; docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html */
describeCases([
  {
    says: 'two lists match when they share a value',
    pattern: { a: ['x', 'y'] },
    matches: [{ a: ['y', 'z'] }, { a: [['x']] }],
    misses: [{ a: ['z'] }, { a: [] }],
  },
  {
    says: 'fields of one element match together',
    pattern: { e: { first: ['Anna'], last: ['Smith'] } },
    matches: [
      {
        e: [
          { first: 'John', last: 'Doe' },
          { first: 'Anna', last: 'Smith' },
        ],
      },
    ],
    misses: [
      {
        e: [
          { first: 'Anna', last: 'Doe' },
          { first: 'John', last: 'Smith' },
        ],
      },
      {
        e: [
          { first: 'John', last: 'Smith' },
          { first: 'Anna', last: 'Doe' },
        ],
      },
    ],
  },
  {
    says: 'so they do in arrays of arrays',
    pattern: { e: { first: ['Anna'], last: ['Jones'] } },
    matches: [{ e: [[{ first: 'A' }], [{ first: 'Anna', last: 'Jones' }]] }],
    misses: [{ e: [[{ first: 'Anna' }, { last: 'Jones' }]] }, { e: [[{ first: 'Anna' }], [{ last: 'Jones' }]] }],
  },
  {
    says: 'elements of two arrays are free of each other',
    pattern: { a: { x: [1] }, b: { y: [2] } },
    matches: [{ a: [{ x: 0 }, { x: 1 }], b: [{ y: 2 }] }],
    misses: [{ a: [{ x: 1 }], b: [{ y: 1 }] }],
  },
  {
    says: 'an inner array binds within its outer element',
    pattern: { d: { name: ['n'], info: { x: ['1'] } } },
    matches: [{ d: [{ name: 'n', info: [{ x: '0' }, { x: '1' }] }] }],
    misses: [{ d: [{ name: 'n' }, { info: { x: '1' } }] }],
  },
  {
    says: 'a missing field is missed in the chosen element',
    pattern: { d: { a: [1], b: [{ exists: false }] } },
    matches: [{ d: [{ a: 1 }, { a: 2, b: 2 }] }],
    misses: [{ d: [{ a: 1, b: 2 }] }],
  },
  {
    says: 'a field missing in one element only is there',
    pattern: { d: { a: [{ exists: false }] } },
    matches: [{ d: [{ b: 1 }] }, { d: [] }],
    misses: [{ d: [{ a: 1 }, { b: 1 }] }],
  },
]);
