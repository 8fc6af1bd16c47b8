import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, inject } from 'vitest';
import { describeClaimStore } from '../claim-store.contract.ts';
import { makeDynamoClaimStore } from './claim-store.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly awsEndpoint: string;
  }
}

const tableName = `claims-${randomUUID()}`;
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint: inject('awsEndpoint') }));

beforeAll(async () => {
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
});

describeClaimStore('on DynamoDB', () => ({
  store: makeDynamoClaimStore({ client, tableName }),
  commitsOf: async (emailId) => {
    const query = new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :stream',
      ExpressionAttributeValues: { ':stream': `email-${emailId}` },
    });
    return (await client.send(query)).Count ?? 0;
  },
}));
