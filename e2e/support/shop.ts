import { randomUUID } from 'node:crypto';
import { OPERATOR, type RunningCloud } from '@tidings/local-cloud';
import { launch, type Launched } from '@tidings/workspace/launch';
import { http, type HttpAnswer } from './http.ts';
import { orderBody, type OrderBody } from './order-bodies.ts';
import { settle } from './settle.ts';

export interface Placing {
  /** The customer whose token is used; administrators use `token` instead. */
  readonly customer?: string;
  readonly token?: string;
  readonly key?: string;
}

export interface SalesRow {
  readonly key: string;
  readonly orders: number;
  readonly units: number;
  readonly totalMinor: Readonly<Record<string, number>>;
}

export interface Mail {
  readonly subject: string;
  readonly to: readonly string[];
  readonly messageId: string;
}

/** The whole system, deployed from the synthesized templates into a cloud of its own, and what a shop's people do with it. */
export interface Shop {
  readonly cloud: RunningCloud;
  readonly endpoints: Launched['endpoints'];
  tokenOf(customer: string, scope?: string): Promise<string>;
  place(changes?: Partial<OrderBody>, placing?: Placing): Promise<HttpAnswer>;
  /** Places as `ada` and answers the order's id. */
  placed(changes?: Partial<OrderBody>, placing?: Placing): Promise<string>;
  cancel(orderId: string, placing?: Placing): Promise<HttpAnswer>;
  sales(by: string): Promise<readonly SalesRow[]>;
  mails(): Promise<readonly Mail[]>;
  /** Names of queues that hold dead letters or parked work, with how many. */
  deadLetters(): Promise<Readonly<Record<string, number>>>;
  /** Physical id of a resource by the service's stack and the beginning of its logical id. */
  physicalId(service: string, logicalId: string, type?: string): string;
  settle(): Promise<void>;
  close(): Promise<void>;
}

const idOf = (answer: HttpAnswer): string => (answer.body as { readonly orderId: string }).orderId;

async function call(
  cloud: RunningCloud,
  operation: string,
  input: object = {},
): Promise<Readonly<Record<string, unknown>>> {
  return cloud.call({ principal: OPERATOR, service: 'sqs', operation, input: { ...input } });
}

async function messagesIn(cloud: RunningCloud, url: string): Promise<number> {
  const { Attributes: attributes } = await call(cloud, 'GetQueueAttributes', {
    QueueUrl: url,
    AttributeNames: ['All'],
  });
  const counts = attributes as Readonly<Record<string, string>>;
  return Number(counts['ApproximateNumberOfMessages']) + Number(counts['ApproximateNumberOfMessagesNotVisible']);
}

/** Queues where work ends up that the machine gave up on. */
const LAST_RESORT = /DeadLetters|Parked|Failures/;

async function deadLetters(cloud: RunningCloud): Promise<Readonly<Record<string, number>>> {
  const urls = ((await call(cloud, 'ListQueues'))['QueueUrls'] ?? []) as readonly string[];
  const counts: Record<string, number> = {};
  for (const url of urls.filter((one) => LAST_RESORT.test(one))) {
    const count = await messagesIn(cloud, url);
    if (count > 0) counts[url.slice(url.lastIndexOf('/') + 1)] = count;
  }
  return counts;
}

/** A spec names something that the templates do not have: it would otherwise pass without checking. */
export class NoSuchResourceError extends Error {
  override readonly name = 'NoSuchResourceError';
}

function physicalId({ stacks }: Launched, service: string, [logicalId, type]: readonly [string, string?]): string {
  const resources = stacks.find(({ stackName }) => stackName.endsWith(`-${service}`))?.resources ?? [];
  const found = resources.find(
    (one) => one.logicalId.startsWith(logicalId) && (type === undefined || one.type === type),
  );
  if (!found)
    throw new NoSuchResourceError(
      `The stack of ${service} has no ${type ?? 'resource'} that begins with ${logicalId}.`,
    );
  return found.physicalId;
}

/** Deploys the templates that the synthesis wrote, on any free port. */
export async function openShop(): Promise<Shop> {
  const launched = await launch({ build: false });
  const { cloud, endpoints } = launched;
  const tokenOf = (sub: string, scope = ''): Promise<string> => cloud.issuer.mint({ sub, scope });
  const place: Shop['place'] = async (changes, { customer = 'ada', token, key = randomUUID() } = {}) =>
    http(`${endpoints.orders}/orders`, {
      method: 'POST',
      token: token ?? (await tokenOf(customer)),
      headers: { 'idempotency-key': key },
      body: orderBody(changes),
    });
  return {
    cloud,
    endpoints,
    tokenOf,
    place,
    placed: async (changes, placing) => idOf(await place(changes, placing)),
    cancel: async (orderId, { customer = 'ada', token } = {}) =>
      http(`${endpoints.orders}/orders/${orderId}/cancellation`, {
        method: 'POST',
        token: token ?? (await tokenOf(customer)),
        body: { reason: 'changed my mind' },
      }),
    sales: async (by) => {
      const answer = await http(`${endpoints.analytics}/sales?by=${by}`, { token: endpoints.token });
      return (answer.body as { readonly rows: readonly SalesRow[] }).rows;
    },
    mails: async () => {
      const answer = await http(endpoints.mailbox, { headers: { accept: 'application/json' } });
      return (answer.body as { readonly messages: readonly Mail[] }).messages;
    },
    deadLetters: () => deadLetters(cloud),
    physicalId: (service, logicalId, type) => physicalId(launched, service, [logicalId, type]),
    settle: () => settle(cloud),
    close: () => cloud.stop(),
  };
}
