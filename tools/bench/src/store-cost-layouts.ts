import {
  CreateTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type DomainEvent, makeDynamoEventStore } from '@tidings/event-store';

/** Capacity that calls have consumed since it was last asked for. */
export interface Meter {
  readonly table: DynamoDBDocumentClient;
  /** Requests and units so far, and starts again at nothing. */
  take(): Consumed;
}

export interface Consumed {
  readonly requests: number;
  readonly units: number;
}

/** A way to lay a stream out in a table, as far as its cost goes. */
export interface Layout {
  readonly name: string;
  append(stream: string, version: number, events: readonly DomainEvent[]): Promise<unknown>;
}

export const TABLE = 'store-cost';
export const CONTEXT = {
  occurredAt: '2026-03-01T12:00:00.000Z',
  correlationId: '0b3f6f0a-5d0f-4f5c-8d7c-3a1c6f1f6b10',
  causationId: 'JKJaXmPLvHcESHA=',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 0,
};

/** A client of a new table in the cloud that adds up what its calls consume, as DynamoDB itself reports it. */
export async function openMeter(config: DynamoDBClientConfig): Promise<Meter> {
  const client = new DynamoDBClient(config);
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.1, maxDelay: 1 }, { TableName: TABLE });
  let consumed: Consumed = { requests: 0, units: 0 };
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      consumed = { requests: consumed.requests + 1, units: consumed.units + unitsOf(result.output) };
      return result;
    },
    { step: 'initialize', name: 'meter' },
  );
  return {
    table: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
    take: () => {
      const taken = consumed;
      consumed = { requests: 0, units: 0 };
      return taken;
    },
  };
}

type Capacity = { readonly CapacityUnits?: number };

/** A transaction reports a list, any other call one object. */
function unitsOf(output: object): number {
  const { ConsumedCapacity = [] } = output as { readonly ConsumedCapacity?: Capacity | readonly Capacity[] };
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
}

/** This workspace's: one item per commit. */
export function commitPerItem({ table }: Meter): Layout {
  const store = makeDynamoEventStore({ client: table, tableName: TABLE });
  return {
    name: 'tidings: an item per commit',
    append: (stream, version, events) => store.append(stream, events, { expectedVersion: version, context: CONTEXT }),
  };
}

/** An item per event and one that holds the head, changed together in a transaction. */
export function eventPerItem({ table }: Meter): Layout {
  const put = (stream: string, position: number, event: DomainEvent): object => ({
    Put: {
      TableName: TABLE,
      Item: { pk: stream, sk: String(position).padStart(10, '0'), ...event, ...CONTEXT },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  });
  return {
    name: 'an item per event, and a head',
    append: (stream, version, events) => {
      const head = {
        Update: {
          TableName: TABLE,
          Key: { pk: stream, sk: 'head' },
          UpdateExpression: 'SET #version = :next',
          ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : '#version = :last',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: {
            ':next': version + events.length,
            ...(version === 0 ? {} : { ':last': version }),
          },
        },
      };
      const puts = events.map((event, index) => put(stream, version + 1 + index, event));
      return table.send(new TransactWriteCommand({ TransactItems: [...puts, head] }));
    },
  };
}

/** One document that holds the whole tip of a stream, rewritten with each commit. */
export function tipDocument({ table }: Meter): Layout {
  return {
    name: 'a Tip document',
    append: (stream, version, events) =>
      table.send(
        new UpdateCommand({
          TableName: TABLE,
          Key: { pk: stream, sk: 'tip' },
          UpdateExpression: 'SET #version = :next, #events = list_append(if_not_exists(#events, :none), :new)',
          ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : '#version = :last',
          ExpressionAttributeNames: { '#version': 'version', '#events': 'events' },
          ExpressionAttributeValues: {
            ':next': version + events.length,
            ':none': [],
            ':new': events.map((event) => ({ ...event, ...CONTEXT })),
            ...(version === 0 ? {} : { ':last': version }),
          },
        }),
      ),
  };
}
