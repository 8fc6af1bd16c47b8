import { readHandled, type Aws } from '@tidings/workspace/read-system';
import { eventIdOf, settleTimes, type Accepted } from '@tidings/workspace/settle-times';
import { cpuMsOf, startProcess, type RunningSystem } from './support/running-system.ts';
import { percentile } from './support/statistics.ts';

/** Orders placed as fast as the system takes them. */
const FULL_SPEED_ORDERS = 2_000;

/** Orders before any is counted: cold starts are another bench's matter. */
const WARM_UP_ORDERS = 300;

/** Requests under way at once at full speed. */
const CONCURRENCY = 24;

/** How long orders keep coming at half speed, in seconds. */
const HALF_SPEED_SECONDS = 10;

const TARGETS: Readonly<Record<string, string>> = { logs: 'Logs_20140328' };

/** AWS's JSON protocol over the wire, with the operator's credentials. */
const awsAt =
  (url: string): Aws =>
  async (service, operation, input) => {
    const headers = {
      'x-amz-target': `${TARGETS[service]}.${operation}`,
      'content-type': 'application/x-amz-json-1.1',
    };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    return (await response.json()) as Awaited<ReturnType<Aws>>;
  };

/** A shop's shelf: orders for the same article at the same moment are the exception. */
const ARTICLES = 500;

/** And so are two orders of the same customer: one customer's sales are one row, in which their orders would meet. */
const CUSTOMERS = 500;

async function place({ orders, token }: RunningSystem, index: number, run: string): Promise<Accepted> {
  const key = `${run}-${index}`;
  const line = {
    sku: `SKU${(index * 7) % ARTICLES}`,
    description: 'White metal lantern',
    quantity: 6,
    unitPriceMinor: 339,
  };
  const response = await fetch(`${orders}/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({
      customerId: `customer-${(index * 11) % CUSTOMERS}`,
      contact: { email: 'ada@example.com', name: 'Ada' },
      country: 'GB',
      currency: 'GBP',
      lines: [line],
    }),
  });
  const { orderId } = (await response.json()) as { readonly orderId: string };
  if (response.status !== 202) throw new RangeError(`An order was answered ${response.status}.`);
  return { step: 'place', invoice: key, orderId, at: Date.now() };
}

async function idle(system: RunningSystem): Promise<void> {
  const response = await fetch(`${system.aws}/_tidings/idle?timeoutMs=120000`);
  if (response.status !== 200) throw new RangeError(`The system does not settle: ${await response.text()}`);
  await response.arrayBuffer();
}

interface FullSpeed {
  /** Orders per second, from the first request until nothing moves any more. */
  readonly rate: number;
  /** CPU milliseconds of one order: the system's, and the load's. */
  readonly systemCpuMs: number;
  readonly loadCpuMs: number;
}

async function fullSpeed(system: RunningSystem): Promise<FullSpeed> {
  const start = performance.now();
  const before = { system: cpuMsOf(system.pid), load: process.cpuUsage() };
  await placeAll(system, FULL_SPEED_ORDERS, 'full');
  const { user, system: kernel } = process.cpuUsage(before.load);
  return {
    rate: FULL_SPEED_ORDERS / ((performance.now() - start) / 1000),
    systemCpuMs: (cpuMsOf(system.pid) - before.system) / FULL_SPEED_ORDERS,
    loadCpuMs: (user + kernel) / 1000 / FULL_SPEED_ORDERS,
  };
}

/** Orders for `CONCURRENCY` buyers who each wait for their answer. */
async function placeAll(system: RunningSystem, count: number, run: string): Promise<void> {
  let next = 0;
  const buyer = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await place(system, index, run);
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, buyer));
  await idle(system);
}

async function atRate(system: RunningSystem, perSecond: number): Promise<readonly number[]> {
  const orders: Promise<Accepted>[] = [];
  const start = performance.now();
  for (let index = 0; index < perSecond * HALF_SPEED_SECONDS; index += 1) {
    const due = start + (index * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    orders.push(place(system, index, 'half'));
  }
  const accepted = await Promise.all(orders);
  await idle(system);
  const ours = new Set(accepted.map(eventIdOf));
  const handled = await readHandled(awsAt(system.aws));
  return settleTimes(
    accepted,
    handled.filter(({ eventId }) => ours.has(eventId)),
  );
}

/** Orders through all three services over the wire, each from its HTTP request to its e-mail and its sales figures. */
export async function run(): Promise<void> {
  const system = await startProcess();
  try {
    await placeAll(system, WARM_UP_ORDERS, 'warm');
    const { rate, systemCpuMs, loadCpuMs } = await fullSpeed(system);
    const times = await atRate(system, rate / 2);
    console.table({
      'orders per second, everything settled': { figure: rate.toFixed(0), reach: '≥ 100', beat: '≥ 300' },
      'CPU ms per order, system': { figure: systemCpuMs.toFixed(1), reach: '', beat: '' },
      'CPU ms per order, load': { figure: loadCpuMs.toFixed(1), reach: '', beat: '' },
      'settle p50 at half that rate, ms': { figure: percentile(times, 0.5).toFixed(0), reach: '', beat: '' },
      'settle p99 at half that rate, ms': { figure: percentile(times, 0.99).toFixed(0), reach: '≤ 250', beat: '' },
    });
    console.log(
      `${FULL_SPEED_ORDERS} orders at full speed, ${times.length} at half speed, two cores shared with the load.`,
    );
  } finally {
    await system.stop();
  }
}
