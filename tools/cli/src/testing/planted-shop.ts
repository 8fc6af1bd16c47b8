import type { Files } from './planted-workspace.ts';

/** A schema as specs change it. */
export type PlainSchema = Readonly<Record<string, unknown>> & {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly required: readonly string[];
};

const PLACED = 'libs/events/contracts/orders/order-placed';

/** Where the planted shop keeps a version of OrderPlaced. */
export function placedFile(version: number): string {
  return `${PLACED}/v${version}.schema.json`;
}

const text = (description: string): object => ({ description, type: 'string' });

/** Version 1 of the planted OrderPlaced. */
export const ORDER_PLACED: PlainSchema = {
  $id: 'urn:shop:orders:order-placed:v1',
  title: 'OrderPlaced',
  description: 'A customer placed an order.',
  type: 'object',
  required: ['orderId', 'country', 'currency', 'contact', 'lines'],
  properties: {
    orderId: text('Identifies the order.'),
    country: { description: 'Country that it ships to.', type: 'string', pattern: '^[A-Z]{2}$' },
    currency: { description: 'Currency of the amounts.', type: 'string', pattern: '^[A-Z]{3}$' },
    contact: {
      description: 'Where the customer can be reached.',
      type: 'object',
      required: ['email'],
      properties: { email: text('E-mail address.') },
    },
    lines: {
      description: 'What was ordered.',
      type: 'array',
      items: {
        description: 'One product.',
        type: 'object',
        required: ['sku'],
        properties: { sku: text('Its number.') },
      },
    },
  },
};

const EXAMPLE = {
  orderId: 'o-1',
  country: 'GB',
  currency: 'GBP',
  contact: { email: 'ada@example.com' },
  lines: [{ sku: 'MUG-07' }],
};

/** Schema and example of a version of OrderPlaced, as files. */
export function placedVersion(version: number, schema: PlainSchema, example: object = EXAMPLE): Files {
  return {
    [placedFile(version)]: { ...schema, $id: `urn:shop:orders:order-placed:v${version}` },
    [`${PLACED}/v${version}.example.json`]: example,
  };
}

/** OrderPlaced with the country under another name. */
export function renamedCountry(): PlainSchema {
  const { country, ...others } = ORDER_PLACED.properties;
  return {
    ...ORDER_PLACED,
    required: ['orderId', 'shipsTo', 'currency', 'contact', 'lines'],
    properties: { ...others, shipsTo: country },
  };
}

/** An upcaster or downcaster of OrderPlaced: the check asks only whether there is one. */
export function castFile(name: 'upcast-v1' | 'downcast-v2'): Files {
  return { [`${PLACED}/${name}.ts`]: 'export const cast = (data: unknown): unknown => data;\n' };
}

/** A handler in TypeScript that consumes events. `reads` is what stands in the list. */
export function handlerText(reads: string): string {
  return `import { orderPlaced } from '@tidings/events/orders/order-placed';
import { consume, type QueueHandler } from '@tidings/messaging';

/** OrderPlaced → a view. */
export const handler: QueueHandler = consume(
  [${reads}],
  (event) => record(event),
  { service: 'analytics' },
);
`;
}

/** Where a service keeps a handler. */
export function handlerFile(consumer: string): string {
  const [service, handler] = consumer.split('/');
  return `services/${service}/src/handlers/${handler}.ts`;
}

interface PlantedRule {
  /** `analytics/project-sales` */
  readonly consumer: string;
  readonly pattern: object;
}

/** A service's assembly, with one rule, queue and function for each consumer. */
export function assembly(service: string, rules: readonly PlantedRule[], publishes: readonly string[] = []): Files {
  const consumers = rules.map(({ consumer, pattern }, index) => consumerResources(index, consumer, pattern));
  const publisher =
    publishes.length === 0
      ? {}
      : { Publisher: functionOf(`${service}/publish-events`, { 'tidings:publishes': publishes }) };
  const artifacts = {
    stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 'stack.template.json' } },
  };
  return {
    [`services/${service}/project.json`]: { name: service },
    [`services/${service}/cdk.out/manifest.json`]: { artifacts },
    [`services/${service}/cdk.out/stack.template.json`]: { Resources: Object.assign({}, publisher, ...consumers) },
  };
}

function consumerResources(index: number, consumer: string, pattern: object): object {
  const queue = { 'Fn::GetAtt': [`Queue${index}`, 'Arn'] };
  return {
    [`Rule${index}`]: {
      Type: 'AWS::Events::Rule',
      Properties: { EventBusName: { Ref: 'BusName' }, EventPattern: pattern, Targets: [{ Id: 'queue', Arn: queue }] },
    },
    [`Queue${index}`]: { Type: 'AWS::SQS::Queue', Properties: {} },
    [`Mapping${index}`]: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: queue, FunctionName: { Ref: `Function${index}` } },
    },
    [`Function${index}`]: functionOf(consumer, {}),
  };
}

function functionOf(handler: string, metadata: object): object {
  return { Type: 'AWS::Lambda::Function', Properties: {}, Metadata: { 'tidings:handler': handler, ...metadata } };
}

/** Takes every OrderPlaced. */
export const EVERY_ORDER: Readonly<Record<'source' | 'detail-type', readonly string[]>> = {
  source: ['orders'],
  'detail-type': ['OrderPlaced'],
};

/** A shop with one event and two consumers of it, which agree. */
export function shopFiles(): Files {
  return {
    '.gitignore': 'cdk.out/\n',
    'libs/events/src/envelope.schema.json': {
      title: 'EventEnvelope',
      type: 'object',
      required: ['id', 'type', 'version', 'data'],
      properties: {
        id: { type: 'string' },
        type: { type: 'string' },
        version: { type: 'integer', minimum: 1 },
        data: { type: 'object' },
      },
    },
    ...placedVersion(1, ORDER_PLACED),
    'services/orders/src/composition.ts': PUBLISHER,
    ...assembly('orders', [], ['OrderPlaced']),
    [handlerFile('analytics/project-sales')]: handlerText("orderPlaced.v1.reading('country', 'lines.sku')"),
    ...assembly('analytics', [{ consumer: 'analytics/project-sales', pattern: EVERY_ORDER }]),
    [handlerFile('notifications/on-order-placed')]: handlerText("orderPlaced.v1.reading('orderId', 'contact.email')"),
    ...assembly('notifications', [{ consumer: 'notifications/on-order-placed', pattern: EVERY_ORDER }]),
  };
}

const PUBLISHER = `import { orderPlaced } from '@tidings/events/orders/order-placed';
import { makePublisher } from '@tidings/messaging';

export const publisher = () => makePublisher({ service: 'orders', contracts: [orderPlaced] });
`;
