import { ContractViolationError, HostileDocumentError, parseDocument, parseEvent, receiveEvent } from '@tidings/events';
import { orderPlacedV1 } from './contracts-many.ts';
import { ORDER } from './contracts-peers.ts';
import { compareCpu } from './support/compare-cpu.ts';

const CALLS_PER_ROUND = 20_000;
const CHARACTERS_OF_REACH = 50_000;

/** The text of a queue's message, as the bus writes it. */
function messageOf(data: object): string {
  const detail = {
    id: 'order-6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21/1',
    type: 'OrderPlaced',
    version: 1,
    occurredAt: '2026-01-05T09:30:00.000Z',
    correlationId: 'c-1',
    causationId: 'r-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    hops: 0,
    data,
  };
  return JSON.stringify({ version: '0', source: 'orders', 'detail-type': 'OrderPlaced', resources: [], detail });
}

/** What a message costs from its text to the data that a handler sees, whole and by what is declared. */
export async function printReadings(): Promise<void> {
  const v1 = await orderPlacedV1();
  const whole = [v1];
  const reading = [v1.reading('orderId', 'country', 'lines.sku', 'lines.quantity')];
  const text = messageOf(ORDER);
  const broken = messageOf({ ...ORDER, currency: 'pounds' });
  const parse = 'JSON.parse alone';
  const times = compareCpu(
    {
      [parse]: () => JSON.parse(text) !== null,
      'parseDocument: refuses what is hostile': () => parseDocument(text) !== null,
      'parseEvent, whole': () => parseEvent(text, whole).version === 1,
      'parseEvent, four fields': () => parseEvent(text, reading).version === 1,
      'receiveEvent, four fields': () => receiveEvent(text, reading).outcome === 'event',
      'parseEvent, four fields, another is wrong': () => parseEvent(broken, reading).version === 1,
    },
    CALLS_PER_ROUND,
  );
  const base = times[parse] ?? Number.NaN;
  console.log(`A message of ${text.length} characters`);
  console.table(
    Object.fromEntries(
      Object.entries(times).map(([name, ns]) => [
        name,
        { 'ns CPU': Math.round(ns), 'of JSON.parse': `${(ns / base).toFixed(2)}x` },
      ]),
    ),
  );
}

const HOSTILE: Readonly<Record<string, string>> = {
  '20,000 levels': `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
  '20,000 levels of objects': `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  '__proto__ at the end of 200 KB': `{"a":"${'x'.repeat(200_000)}","__proto__":{}}`,
  'a key twice at the end of 1,000': `{${Array.from({ length: 999 }, (_, index) => `"k${index}":1`).join(',')},"k0":1}`,
  'over 1,000 keys': `{${Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`).join(',')}}`,
  'a string of 1 MB': `"${'x'.repeat(1_000_000)}"`,
  '100,000 escapes before a lone surrogate': `"${String.raw`\n`.repeat(100_000)}${String.raw`\ud800`}"`,
  'a number of 200,000 digits, and no end': `{"a":${'9'.repeat(200_000)}`,
};

const LINE = { sku: 'LANTERN-01', description: 'White hanging lantern', quantity: 6, unitPriceMinor: 255 };

/** What it costs to refuse a hostile text. */
export async function printHostile(): Promise<void> {
  const reading = [(await orderPlacedV1()).reading('orderId', 'lines.sku')];
  const refuses = (text: string): boolean => {
    try {
      parseEvent(text, reading);
      return false;
    } catch (error) {
      return error instanceof HostileDocumentError || error instanceof ContractViolationError;
    }
  };
  const lists: Readonly<Record<string, readonly unknown[]>> = {
    'an order of 80,000 empty lines': Array.from({ length: 80_000 }, () => ({})),
    'an order of 40,000 lists of lines': Array.from({ length: 40_000 }, () => [{}]),
    'the last of 2,500 lines is wrong': [...Array.from({ length: 2_499 }, () => LINE), { ...LINE, sku: 7 }],
  };
  const messages = Object.entries(lists).map(([name, lines]) => [name, messageOf({ ...ORDER, lines })] as const);
  const hostile = [...Object.entries(HOSTILE), ...messages];
  const candidates = hostile.map(([name, text]) => [name, () => refuses(text)] as const);
  const times = compareCpu(Object.fromEntries(candidates), 20);
  const rows = hostile.map(([name, text]) => {
    const ms = (times[name] ?? Number.NaN) / 1e6;
    const perReach = ms / Math.max(1, text.length / CHARACTERS_OF_REACH);
    return [
      name,
      { KB: Math.round(text.length / 1000), 'ms CPU': ms.toFixed(3), 'per 50 KB': perReach.toFixed(3) },
    ] as const;
  });
  console.table(Object.fromEntries(rows));
  console.log('reach: at most 5 ms per 50 KB');
}
