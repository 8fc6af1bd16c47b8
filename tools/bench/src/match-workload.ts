/** Rules over every operator of event patterns, and events of a wanted size of which one in ten matches a rule. */

type Fields = Record<string, unknown>;

export interface WorkloadRule {
  /** The event pattern, as PutRule takes it. */
  readonly pattern: string;
  /** Values of `detail` that satisfy the pattern, and the event's source and type. */
  readonly satisfying: { readonly source: string; readonly detailType: string; readonly detail: Fields };
}

type Random = () => number;

/** A repeatable source of numbers in [0, 1). */
export function makeRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const pick = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)] as T;

const SOURCES = ['orders', 'payments', 'shipping', 'notifications', 'analytics', 'catalog', 'loyalty', 'returns'];
const TYPES = Array.from(
  { length: 40 },
  (_, index) => `Thing${String.fromCharCode(65 + (index % 26))}${index}Happened`,
);
const COUNTRIES = ['GB', 'DE', 'FR', 'NL', 'PT', 'JP', 'AU', 'IE'];
const STATES = ['placed', 'paid', 'shipped', 'delivered', 'cancelled'];

/** What a rule asks of `detail`, and a value that gives it. */
interface Ask {
  readonly pattern: Fields;
  readonly detail: Fields;
}

const numbered = (value: number, digits: number): string => String(Math.floor(value)).padStart(digits, '0');

/** Each operator once; `n` is a number that makes the rule's values its own. */
const ASKS: readonly ((n: number) => Ask)[] = [
  (n) => ({ pattern: { orderId: [`order-${numbered(n, 8)}`] }, detail: { orderId: `order-${numbered(n, 8)}` } }),
  (n) => ({ pattern: { totalMinor: [1_000_000 + n] }, detail: { totalMinor: 1_000_000 + n } }),
  (n) => ({ pattern: { flagged: [true], batch: [n] }, detail: { flagged: true, batch: n } }),
  (n) => ({ pattern: { parent: [null], batch: [n] }, detail: { parent: null, batch: n } }),
  (n) => ({ pattern: { orderId: [{ prefix: `vip-${n}-` }] }, detail: { orderId: `vip-${n}-x` } }),
  (n) => ({
    pattern: { orderId: [{ prefix: { 'equals-ignore-case': `B2B-${n}-` } }] },
    detail: { orderId: `b2b-${n}-x` },
  }),
  (n) => ({ pattern: { file: [{ suffix: `-${n}.png` }] }, detail: { file: `/a/b-${n}.png` } }),
  (n) => ({
    pattern: { file: [{ suffix: { 'equals-ignore-case': `-${n}.JPG` } }] },
    detail: { file: `/a/b-${n}.jpg` },
  }),
  (n) => ({ pattern: { coupon: [{ 'equals-ignore-case': `SAVE-${n}` }] }, detail: { coupon: `save-${n}` } }),
  (n) => ({
    pattern: { file: [{ wildcard: `/scan/${n}/*/page-*.tif` }] },
    detail: { file: `/scan/${n}/x/page-1.tif` },
  }),
  (n) => ({
    pattern: { weight: [{ numeric: ['>', 1_000 + n * 10, '<=', 1_005 + n * 10] }] },
    detail: { weight: 1_003 + n * 10 },
  }),
  (n) => ({ pattern: { totalMinor: [{ numeric: ['=', 2_000_000 + n] }] }, detail: { totalMinor: 2_000_000 + n } }),
  (n) => ({
    pattern: { ip: [{ cidr: `10.${(n >> 8) % 256}.${n % 256}.0/24` }] },
    detail: { ip: `10.${(n >> 8) % 256}.${n % 256}.7` },
  }),
  (n) => ({ pattern: { gift: [{ exists: true }], batch: [n] }, detail: { gift: 'yes', batch: n } }),
  (n) => ({ pattern: { gone: [{ exists: false }], batch: [n] }, detail: { batch: n } }),
  (n) => ({ pattern: { state: [{ 'anything-but': ['lost', 'void'] }], batch: [n] }, detail: { batch: n } }),
  (n) => ({ pattern: { state: [{ 'anything-but': { prefix: 'x-' } }], batch: [n] }, detail: { batch: n } }),
  (n) => ({ pattern: { file: [{ 'anything-but': { suffix: '.tmp' } }], batch: [n] }, detail: { batch: n } }),
  (n) => ({
    pattern: { state: [{ 'anything-but': { 'equals-ignore-case': 'LOST' } }], batch: [n] },
    detail: { batch: n },
  }),
  (n) => ({ pattern: { file: [{ 'anything-but': { wildcard: '*/tmp/*' } }], batch: [n] }, detail: { batch: n } }),
  (n) => ({ pattern: { $or: [{ coupon: [`C${n}`] }, { weight: [-n] }] }, detail: { coupon: `C${n}` } }),
  (n) => ({
    pattern: { lines: { sku: [`S${n}`], quantity: [{ numeric: ['>', 5] }] } },
    detail: { lines: [{ sku: `S${n}`, quantity: 6 }] },
  }),
];

export function makeRules(count: number): readonly WorkloadRule[] {
  const random = makeRandom(7);
  return Array.from({ length: count }, (_, index) => {
    const { pattern, detail } = (ASKS[index % ASKS.length] as (n: number) => Ask)(index + 1);
    const [source, detailType] = [pick(SOURCES, random), pick(TYPES, random)];
    return {
      pattern: JSON.stringify({ source: [source], 'detail-type': [detailType], detail: pattern }),
      satisfying: { source, detailType, detail },
    };
  });
}

function ordinaryDetail(random: Random): Fields {
  const n = Math.floor(random() * 100_000);
  return {
    orderId: `order-${numbered(90_000_000 + n, 8)}`,
    country: pick(COUNTRIES, random),
    state: pick(STATES, random),
    totalMinor: n,
    weight: Math.floor(random() * 900),
    ip: `192.168.${n % 256}.${(n >> 8) % 256}`,
    file: `/invoices/${n}.pdf`,
    batch: -n,
  };
}

/** Text that fills an event up to its size, in fields that no rule asks for. */
function padding(missing: number): Fields {
  if (missing < 12) return {};
  const notes: Fields = {};
  for (let left = missing - 11, index = 0; left > 0; left -= 60, index += 1) {
    notes[`note${index}`] = 'n'.repeat(Math.max(1, Math.min(left, 60) - 12));
  }
  return { notes };
}

function eventOf(fields: WorkloadRule['satisfying'], bytes: number): string {
  const event = (detail: Fields): string =>
    JSON.stringify({
      version: '0',
      id: '7bf73129-1428-4cd3-a780-95db273d1602',
      'detail-type': fields.detailType,
      source: fields.source,
      account: '000000000000',
      time: '2026-11-23T15:00:00Z',
      region: 'eu-west-1',
      resources: [],
      detail,
    });
  const bare = event(fields.detail);
  return event({ ...fields.detail, ...padding(bytes - bare.length) });
}

/** Event texts of about `bytes`; one in ten satisfies one of the rules, the others have a rule's source and type at most. */
export function makeEvents(rules: readonly WorkloadRule[], bytes: number): readonly string[] {
  const random = makeRandom(bytes);
  return Array.from({ length: 1_000 }, (_, index) => {
    const ordinary = { source: pick(SOURCES, random), detailType: pick(TYPES, random), detail: ordinaryDetail(random) };
    if (index % 10 !== 0) return eventOf(ordinary, bytes);
    const { satisfying } = pick(rules, random);
    return eventOf({ ...satisfying, detail: { ...ordinary.detail, ...satisfying.detail } }, bytes);
  });
}
