import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly awsEndpoint: string;
  }
}

/** A table of a spec's own, in the cloud that all `*.int.spec.ts` share. */
export interface TestTable {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Makes an empty table keyed by `pk` and `sk`, as every service has it; for specs that run with the local cloud. */
export async function makeTestTable(): Promise<TestTable> {
  const client = new DynamoDBClient({ endpoint: inject('awsEndpoint') });
  const tableName = `spec-${crypto.randomUUID()}`;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
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
  await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 1, maxWaitTime: 10 }, { TableName: tableName });
  return { client: DynamoDBDocumentClient.from(client), tableName };
}

/** What the client is asked from now on, as each command's input: for what no answer of a single machine shows. */
export function recordInputs({ client }: TestTable): readonly Readonly<Record<string, unknown>>[] {
  const inputs: Readonly<Record<string, unknown>>[] = [];
  client.middlewareStack.add(
    (next) => (args) => {
      inputs.push({ ...args.input });
      return next(args);
    },
    { step: 'initialize' },
  );
  return inputs;
}
