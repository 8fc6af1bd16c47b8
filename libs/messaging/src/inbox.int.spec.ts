import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { makeTestTable } from '@tidings/event-store/testing';
import { describeInbox } from './inbox.contract.ts';
import { makeDynamoTransactions } from './transactions.ts';

const { client, tableName } = await makeTestTable();

describeInbox('on DynamoDB', () => ({
  transactions: makeDynamoTransactions(client),
  tableName,
  amountOf: async (key) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: tableName, Key: { pk: key, sk: 'sum' }, ConsistentRead: true }),
    );
    return Number(Item?.['amount'] ?? 0);
  },
}));
