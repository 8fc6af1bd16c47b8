import { CreateEventSourceMappingCommand, type CreateEventSourceMappingCommandInput } from '@aws-sdk/client-lambda';
import type { Json } from '../../core/aws-error.ts';
import { makeDynamoDbService } from '../dynamodb/index.ts';
import { makeSqsService } from '../sqs/index.ts';
import { useLambda, type LambdaFixture, type Recorder } from './lambda-fixture.ts';

/** What Lambda needs of a role to read a table's stream. docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html */
const ACTIONS = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'];

export interface Table {
  readonly name: string;
  readonly streamArn: string;
}

export type MappingInput = Omit<CreateEventSourceMappingCommandInput, 'FunctionName' | 'EventSourceArn'>;

/** Tables with streams and their mappings in a cloud with Lambda, DynamoDB and SQS. */
export class MappedTables {
  readonly lambda: LambdaFixture;

  constructor(lambda: LambdaFixture) {
    this.lambda = lambda;
  }

  /** A table of items `{ pk, n }`. */
  async createTable(): Promise<Table> {
    const name = this.lambda.freshName('table');
    const { TableDescription } = await this.lambda.call('dynamodb', 'CreateTable', {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    return { name, streamArn: (TableDescription as { readonly LatestStreamArn: string }).LatestStreamArn };
  }

  async put(table: Table, pk: string, n = 0): Promise<void> {
    const Item = { pk: { S: pk }, n: { N: String(n) } };
    await this.lambda.call('dynamodb', 'PutItem', { TableName: table.name, Item });
  }

  /** Writes several items in one call, so that their records are there at once. */
  async putAll(table: Table, pks: readonly string[]): Promise<void> {
    const requests = pks.map((pk) => ({ PutRequest: { Item: { pk: { S: pk } } } }));
    await this.lambda.call('dynamodb', 'BatchWriteItem', { RequestItems: { [table.name]: requests } });
  }

  /** UUID of a new mapping, from the start of the stream unless told otherwise. */
  async map(table: Table, name: string, more: MappingInput = {}): Promise<string> {
    const input = {
      FunctionName: name,
      EventSourceArn: table.streamArn,
      StartingPosition: 'TRIM_HORIZON' as const,
      ...more,
    };
    return (await this.lambda.lambda.send(new CreateEventSourceMappingCommand(input))).UUID ?? '';
  }

  /** A recorder whose role may read streams and send to queues. */
  recorder(body = 'return {};', more: Json = {}): Promise<Recorder> {
    return this.lambda.createRecorder(body, { Role: this.lambda.role(...ACTIONS, 'sqs:SendMessage'), ...more });
  }

  async createQueue(): Promise<{ readonly arn: string; readonly bodies: () => Promise<readonly Json[]> }> {
    const QueueName = this.lambda.freshName('queue');
    const { QueueUrl } = await this.lambda.call('sqs', 'CreateQueue', { QueueName });
    const bodies = async (): Promise<readonly Json[]> => {
      const { Messages = [] } = await this.lambda.call('sqs', 'ReceiveMessage', { QueueUrl, MaxNumberOfMessages: 10 });
      return (Messages as readonly { readonly Body: string }[]).map(({ Body }) => JSON.parse(Body) as Json);
    };
    return { arn: this.lambda.cloud.arn('sqs', QueueName), bodies };
  }
}

interface Change {
  readonly Keys: { readonly pk: { readonly S: string } };
}

/** The keys of each batch that a function got, in order. */
export const batchesOf = ({ events }: Recorder): readonly (readonly string[])[] =>
  events().map((event) =>
    (event['Records'] as readonly { readonly dynamodb: Change }[]).map(({ dynamodb }) => dynamodb.Keys.pk.S),
  );

/** Starts a cloud with Lambda, DynamoDB and SQS before the file's tests and stops it after them. */
export const useMappedTables = (): MappedTables => new MappedTables(useLambda(makeSqsService, makeDynamoDbService));
