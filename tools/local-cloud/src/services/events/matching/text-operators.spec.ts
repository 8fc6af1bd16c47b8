import { describeCases } from './pattern-cases.ts';

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html, what holds for text. */
describeCases([
  {
    says: 'text is equal, letter by letter',
    pattern: { a: ['Alice'] },
    matches: [{ a: 'Alice' }, { a: ['x', 'Alice'] }],
    misses: [{ a: 'alice' }, { a: 'Alice ' }, {}, { a: { b: 'Alice' } }],
  },
  {
    says: 'the empty text is a value',
    pattern: { a: [''] },
    matches: [{ a: '' }],
    misses: [{ a: null }, {}, { a: ' ' }],
  },
  {
    says: 'null is a value of its own',
    pattern: { a: [null] },
    matches: [{ a: null }],
    misses: [{ a: '' }, {}, { a: 'null' }, { a: 0 }],
  },
  {
    says: 'true and false are no texts',
    pattern: { a: [true] },
    matches: [{ a: true }],
    misses: [{ a: 'true' }, { a: false }, { a: 1 }],
  },
  {
    says: 'a number is no text',
    pattern: { a: [100] },
    matches: [{ a: 100 }, { a: 1e2 }],
    misses: [{ a: '100' }, { a: 101 }],
  },
  {
    says: 'any value of the list will do',
    pattern: { a: ['x', 1, null] },
    matches: [{ a: 'x' }, { a: 1 }, { a: null }],
    misses: [{ a: 'y' }, { a: '1' }],
  },
  {
    says: 'prefix',
    pattern: { a: [{ prefix: 'us-' }] },
    matches: [{ a: 'us-east-1' }, { a: 'us-' }],
    misses: [{ a: 'US-east-1' }, { a: 'eu-us-' }, { a: 5 }],
  },
  {
    says: 'prefix without regard to case',
    pattern: { a: [{ prefix: { 'equals-ignore-case': 'EventB' } }] },
    matches: [{ a: 'eventbridge' }, { a: 'EVENTB' }],
    misses: [{ a: 'event' }, { a: 1 }],
  },
  {
    says: 'suffix',
    pattern: { a: [{ suffix: '.png' }] },
    matches: [{ a: 'x.png' }, { a: '.png' }],
    misses: [{ a: 'x.PNG' }, { a: 'x.png ' }],
  },
  {
    says: 'suffix without regard to case',
    pattern: { a: [{ suffix: { 'equals-ignore-case': 'tBridge' } }] },
    matches: [{ a: 'EVENTBRIDGE' }],
    misses: [{ a: 'bridge' }],
  },
  {
    says: 'text without regard to case',
    pattern: { a: [{ 'equals-ignore-case': 'alice' }] },
    matches: [{ a: 'ALICE' }, { a: 'alice' }],
    misses: [{ a: 'alicia' }, { a: null }],
  },
  {
    says: 'wildcard',
    pattern: { a: [{ wildcard: 'dir/*.png' }] },
    matches: [{ a: 'dir/.png' }, { a: 'dir/x/y.png' }],
    misses: [{ a: 'dir/x.png2' }, { a: 'dir.png' }],
  },
  {
    says: 'an escaped asterisk and backslash',
    pattern: { a: [{ wildcard: String.raw`a\*b\\*` }] },
    matches: [{ a: String.raw`a*b\c` }],
    misses: [{ a: String.raw`axb\c` }],
  },
  {
    says: 'anything but a text',
    pattern: { a: [{ 'anything-but': 'x' }] },
    matches: [{ a: 'y' }, { a: 1 }, { a: null }, { a: ['x', 'y'] }],
    misses: [{ a: 'x' }, {}, { a: ['x'] }, { a: [] }],
  },
  {
    says: 'anything but a list of texts',
    pattern: { a: [{ 'anything-but': ['x', 'y'] }] },
    matches: [{ a: 'z' }],
    misses: [{ a: 'x' }, { a: 'y' }],
  },
  {
    says: 'anything but numbers',
    pattern: { a: [{ 'anything-but': [100, 200] }] },
    matches: [{ a: 300 }, { a: '100' }],
    misses: [{ a: 100 }, { a: 2e2 }],
  },
  {
    says: 'anything but a prefix',
    pattern: { a: [{ 'anything-but': { prefix: 'init' } }] },
    matches: [{ a: 'running' }, { a: 1 }],
    misses: [{ a: 'initializing' }, {}],
  },
  {
    says: 'anything but a list of prefixes',
    pattern: { a: [{ 'anything-but': { prefix: ['init', 'error'] } }] },
    matches: [{ a: 'ok' }],
    misses: [{ a: 'error-1' }, { a: 'init' }],
  },
  {
    says: 'anything but a suffix',
    pattern: { a: [{ 'anything-but': { suffix: ['.txt', '.md'] } }] },
    matches: [{ a: 'a.png' }],
    misses: [{ a: 'a.txt' }, { a: 'a.md' }],
  },
  {
    says: 'anything but, without regard to case',
    pattern: { a: [{ 'anything-but': { 'equals-ignore-case': ['Stopped', 'over'] } }] },
    matches: [{ a: 'started' }],
    misses: [{ a: 'STOPPED' }, { a: 'Over' }],
  },
  {
    says: 'anything but a wildcard',
    pattern: { a: [{ 'anything-but': { wildcard: ['*/lib/*', '*/bin/*'] } }] },
    matches: [{ a: '/src/x' }],
    misses: [{ a: '/lib/x' }, { a: 'a/bin/' }],
  },
]);
