import { makeTestTable } from '@tidings/event-store/testing';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describeClaimStore } from '../claim-store.contract.ts';
import { makeDynamoClaimStore } from './claim-store.ts';

const table = await makeTestTable();

describeClaimStore('on DynamoDB', () => ({
  store: makeDynamoClaimStore(table),
  commitsOf: async (emailId) => {
    const query = new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :stream',
      ExpressionAttributeValues: { ':stream': `email-${emailId}` },
    });
    return (await table.client.send(query)).Count ?? 0;
  },
}));
