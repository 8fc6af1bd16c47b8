import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AttributeValue, DynamoDBClient, ListTablesCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { http } from './http.ts';
import { orderBody } from './order-bodies.ts';

/** A system that `npm start` runs in another process. */
export interface LocalSystem {
  /** Places an order; answers its id. */
  readonly placeOrder: () => Promise<string>;
  /** The partition keys in the table of a consumer, by the consumer's name in kebab-case. */
  readonly keysOf: (consumer: string) => Promise<readonly string[]>;
}

interface Endpoints {
  readonly aws: string;
  readonly orders: string;
  readonly token: string;
}

/** Finds the system that runs in a workspace, by the file that it leaves there; throws while there is none. */
export function localSystem(workspace: string): LocalSystem {
  const text = readFileSync(join(workspace, '.tidings/default/endpoints.json'), 'utf8');
  const { aws, orders, token } = JSON.parse(text) as Endpoints;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: aws, region: 'eu-west-1', credentials });
  return {
    placeOrder: async () => {
      const headers = { 'idempotency-key': crypto.randomUUID() };
      const { body } = await http(`${orders}/orders`, { method: 'POST', token, headers, body: orderBody() });
      return (body as { readonly orderId: string }).orderId;
    },
    keysOf: async (consumer) => {
      const table = await tableOf(client, consumer);
      if (table === undefined) return [];
      const { Items = [] } = await client.send(new ScanCommand({ TableName: table }));
      return Items.map(({ pk }: Record<string, AttributeValue>) => pk?.S ?? '');
    },
  };
}

/** The physical name of a consumer's table: stage and service come before its logical id, a hash after it. */
async function tableOf(client: DynamoDBClient, consumer: string): Promise<string | undefined> {
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const logicalId = `${consumer.replaceAll(/(?:^|-)([a-z])/gu, (_, letter: string) => letter.toUpperCase())}Table`;
  return TableNames.find((name) => name.includes(`-${logicalId}`));
}
