import fc from 'fast-check';

/** Texts that stand for values no JavaScript number or string can hold. */
const RAW_TEXTS: readonly string[] = [
  '1.0',
  '1E2',
  '1e400',
  '-1e400',
  '-0',
  '-0.0',
  '0.1e1',
  '9007199254740991',
  '9007199254740992',
  '1e-400',

  '9007199254740993',
  '9007199254740991.5',
  '123456789012345678901234567890',
  `${'9'.repeat(400)}`,
  '1e21',
  '15e-1',

  '"\\ud800"',
  '"\\udc00x"',
  '"\\ud83d\\ude00"',
  '"\\u0041"',
  '"\\/"',
  '"\\x"',
  'NaN',
  'Infinity',
  '-Infinity',
  '01',
  '{"a":1,"a":2}',
  '{"__proto__":1}',
  '{"\\u005f_proto__":1}',
  'nul',
  '[1,]',
  '{"a":1,}',
  "'a'",
  '"\t"',
  '[[',
  '}',
];

const TEXTS: readonly string[] = [
  '',
  ' ',
  'Z',
  'GBP',
  'gbp',
  'GBPX',
  'GBP\n',
  '\nGBP',
  'É',
  '😀',
  '😀😀',
  'a\u2028b',
  '\u00a0',
  '٣',
  'ſ',
  'K',
  'İ',
  '2026-01-05T09:30:00Z',
  '2026-01-05T09:30:00.000Z',
  '2024-02-29T00:00:00Z',
  '2023-02-29T00:00:00Z',

  '2016-12-31T23:59:60Z',
  '2016-12-31T23:59:59.9999999999999999999Z',
  '2026-01-05t09:30:00z',
  '2026-01-05 09:30:00Z',
  '2026-01-05\u00a009:30:00Z',
  '2026-01-05T09:30:00+0130',
  '2026-01-05T09:30:00+01',
  '2026-01-05T09:30:00+24:00',
  '2017-01-01T00:59:60+01:00',
  '2016-12-31T18:29:60-05:30',
  '٢٠٢٦-01-05T09:30:00Z',
  '2026-01-05T09:30:00Z\n',

  '2026-01-05',
  '2026-1-5',
  '2026-13-01',
  '0000-01-01',
  '2026-01-05T',
  'a@b.c',
  'a@b',
  '.a@b.c',
  'a..b@c.d',
  'a@b-.c',
  'a@-b.c',
  'a@b.c-',
  'a@b.c\n',
  'ä@b.c',
  "o'x+y@b-c.de",
  'a@b@c.d',
  '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
  'URN:UUID:6F1F1D5E-2C1B-5F0E-9D4A-0B7F4A3F6C21',
  '6f1f1d5e2c1b5f0e9d4a0b7f4a3f6c21',
  'urn:uuid:6f1f1d5e',
];

/** One value of JSON, as a text. */
const jsonText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...RAW_TEXTS),
  fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)),
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.double().map((value) => String(value)),
  fc.string({ unit: 'binary', maxLength: 6 }).map((text) => JSON.stringify(text)),
  fc.constantFrom(
    'null',
    'true',
    'false',
    '[]',
    '{}',
    '[null]',
    '{"a":{}}',
    '[[],[]]',
    '[1,1.0]',
    '[true,1]',
    '["1",1]',
  ),
);

type Damage =
  | { readonly kind: 'replace'; readonly place: number; readonly text: string }
  | { readonly kind: 'remove'; readonly place: number }
  | { readonly kind: 'repeat'; readonly place: number }
  | { readonly kind: 'add'; readonly place: number; readonly name: string; readonly text: string };

const place = fc.nat({ max: 200 });
const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('replace' as const), place, text: jsonText }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), place }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('add' as const),
      place,
      name: fc.constantFrom('extra', 'a/b', 'c~d', '', 'toString', 'constructor', '😀', '0'),
      text: jsonText,
    }),
  },
);

/** A value, with every place in it where damage can be done. */
type Node = { text: string } | { entries: [name: string, node: Node][] } | { items: Node[] };

function nodeOf(value: unknown): Node {
  if (Array.isArray(value)) return { items: value.map(nodeOf) };
  if (typeof value !== 'object' || value === null) return { text: JSON.stringify(value) };
  return { entries: Object.entries(value).map(([name, child]) => [name, nodeOf(child)]) };
}

function textOf(node: Node): string {
  if ('text' in node) return node.text;
  if ('items' in node) return `[${node.items.map(textOf).join(',')}]`;
  return `{${node.entries.map(([name, child]) => `${JSON.stringify(name)}:${textOf(child)}`).join(',')}}`;
}

/** Where a value stands: what holds it, and at which index. */
interface Slot {
  readonly holder: { entries: [name: string, node: Node][] } | { items: Node[] };
  readonly index: number;
  readonly node: Node;
}

function slotsIn(holder: Node): readonly Slot[] {
  if ('text' in holder) return [];
  const children = 'items' in holder ? holder.items : holder.entries.map(([, child]) => child);
  return children.flatMap((node, index) => [{ holder, index, node }, ...slotsIn(node)]);
}

function harm(root: Node, { place: at, ...rest }: Damage): void {
  const slots = slotsIn(root);
  const slot = slots[at % Math.max(slots.length, 1)];
  if (slot === undefined) return;
  const list: unknown[] = 'items' in slot.holder ? slot.holder.items : slot.holder.entries;
  const wrap = (node: Node): unknown => ('items' in slot.holder ? node : [slot.holder.entries[slot.index]?.[0], node]);
  if (rest.kind === 'replace') list[slot.index] = wrap({ text: rest.text });
  if (rest.kind === 'remove') list.splice(slot.index, 1);
  if (rest.kind === 'repeat') list.splice(slot.index, 0, list[slot.index]);
  if (rest.kind === 'add' && 'entries' in slot.node) slot.node.entries.push([rest.name, { text: rest.text }]);
}

/** Documents that were an example once: none to three things in them are changed. The same seed gives the same ones. */
export function damagedDocuments(
  example: unknown,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly string[] {
  const documents = fc.array(damage, { maxLength: 3 }).map((all) => {
    const root = nodeOf(example);
    for (const each of all) harm(root, each);
    return textOf(root);
  });
  return fc.sample(documents, { numRuns: count, seed });
}
