import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { Permission } from '../../core/policy.ts';
import { tableNameOf } from './engine/run.ts';
import { streamOfIterator } from './streams/iterator.ts';

/** IAM knows no resource for these. docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const WITHOUT_RESOURCE = new Set(['ListTables', 'ListStreams', 'DescribeLimits', 'DescribeEndpoints']);

/**
 * A transaction needs the permission of each operation in it, and none of its own.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const TRANSACTION_ACTIONS: Readonly<Record<string, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  Get: 'dynamodb:GetItem',
};

function tableArn(cloud: Cloud, reference: unknown): string {
  const name = tableNameOf(reference);
  return typeof name === 'string' && name !== '' ? cloud.arn('dynamodb', `table/${name}`) : '*';
}

function ofTransaction(cloud: Cloud, input: Json): readonly Permission[] {
  const items = Array.isArray(input['TransactItems']) ? (input['TransactItems'] as readonly Json[]) : [];
  const all = items.flatMap((item) =>
    Object.entries(item).map(([kind, body]) => ({
      action: TRANSACTION_ACTIONS[kind] ?? `dynamodb:${kind}`,
      resource: tableArn(cloud, (body as Json | null)?.['TableName']),
    })),
  );
  return [
    ...new Map(all.map((permission) => [`${permission.action} ${permission.resource}`, permission] as const)).values(),
  ];
}

const ofBatch = (cloud: Cloud, action: string, input: Json): readonly Permission[] =>
  Object.keys((input['RequestItems'] ?? {}) as Json).map((name) => ({ action, resource: tableArn(cloud, name) }));

function resourceOf(cloud: Cloud, input: Json): string {
  const { StreamArn: stream, ShardIterator: iterator, ResourceArn: tagged, IndexName: index } = input;
  const given = stream ?? tagged;
  if (typeof given === 'string') return given;
  if (typeof iterator === 'string') return streamOfIterator(iterator);
  const table = tableArn(cloud, input['TableName']);
  return typeof index === 'string' ? `${table}/index/${index}` : table;
}

export function permissionsOf(cloud: Cloud, operation: string, input: Json): readonly Permission[] {
  const action = `dynamodb:${operation}`;
  if (WITHOUT_RESOURCE.has(operation)) return [{ action, resource: '*' }];
  if (operation.startsWith('Transact')) return ofTransaction(cloud, input);
  if (operation.startsWith('Batch')) return ofBatch(cloud, action, input);
  return [{ action, resource: resourceOf(cloud, input) }];
}
