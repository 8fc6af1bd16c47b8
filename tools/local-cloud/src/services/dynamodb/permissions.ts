import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { Permission } from '../../core/policy.ts';
import { tableNameOf } from './engine/run.ts';
import { leadingKeys } from './leading-keys.ts';
import type { PartitionKeyOf } from './leading-keys.ts';
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

/** One item's part of a call: what is done to it, and the request that names it. */
interface Part {
  readonly action: string;
  readonly tableName: string;
  readonly request: Json;
}

export interface PermissionContext {
  readonly cloud: Cloud;
  readonly partitionKeyOf: PartitionKeyOf;
}

const asJson = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const nameOf = (reference: unknown): string => {
  const name = tableNameOf(reference);
  return typeof name === 'string' ? name : '';
};

const indexOf = ({ IndexName: index }: Json): string | undefined => (typeof index === 'string' ? index : undefined);

function resourceOf(cloud: Cloud, { tableName, request }: Part): string {
  if (tableName === '') return '*';
  const index = indexOf(request);
  return cloud.arn('dynamodb', `table/${tableName}${index === undefined ? '' : `/index/${index}`}`);
}

/** One permission per action and resource, with the partition keys of all parts that need it. */
function merge(
  { cloud, partitionKeyOf }: PermissionContext,
  parts: readonly Part[],
  enclosing: Json,
): readonly Permission[] {
  const found = new Map<string, { readonly permission: Permission; readonly keys: string[] }>();
  for (const part of parts) {
    const resource = resourceOf(cloud, part);
    const name = `${part.action} ${resource}`;
    const entry = found.get(name) ?? { permission: { action: part.action, resource }, keys: [] };
    const partitionKey = partitionKeyOf(part.tableName, indexOf(part.request));
    if (partitionKey !== undefined) entry.keys.push(...leadingKeys(part.request, partitionKey));
    found.set(name, entry);
  }
  return [...found.values()].map(({ permission, keys }) => ({
    ...permission,
    conditionKeys: {
      ...(enclosing as Readonly<Record<string, string>>),
      ...(keys.length === 0 ? {} : { 'dynamodb:LeadingKeys': keys }),
    },
  }));
}

function transactionParts(input: Json): readonly Part[] {
  const items = Array.isArray(input['TransactItems']) ? (input['TransactItems'] as readonly unknown[]) : [];
  return items.flatMap((item) =>
    Object.entries(asJson(item)).map(([kind, body]) => {
      const request = asJson(body);
      return {
        action: TRANSACTION_ACTIONS[kind] ?? `dynamodb:${kind}`,
        tableName: nameOf(request['TableName']),
        request,
      };
    }),
  );
}

/** What one table's part of a batch names: keys to read, or items to put and delete. */
function batchRequests(body: unknown): readonly Json[] {
  if (Array.isArray(body)) return body.map((request) => asJson(Object.values(asJson(request))[0]));
  const keys = asJson(body)['Keys'];
  return Array.isArray(keys) ? keys.map((Key: unknown) => ({ Key })) : [];
}

function batchParts(action: string, input: Json): readonly Part[] {
  return Object.entries(asJson(input['RequestItems'])).flatMap(([table, body]) => {
    const tableName = nameOf(table);
    const requests = batchRequests(body);
    return (requests.length === 0 ? [{}] : requests).map((request) => ({ action, tableName, request }));
  });
}

/** The ARN that a call names outright: a stream, a tagged table, or the stream of an iterator. */
function givenResource({ StreamArn: stream, ShardIterator: iterator, ResourceArn: tagged }: Json): string | undefined {
  const given = stream ?? tagged;
  if (typeof given === 'string') return given;
  return typeof iterator === 'string' ? streamOfIterator(iterator) : undefined;
}

export function permissionsOf(context: PermissionContext, operation: string, input: Json): readonly Permission[] {
  const action = `dynamodb:${operation}`;
  if (WITHOUT_RESOURCE.has(operation)) return [{ action, resource: '*' }];
  if (operation.startsWith('Transact'))
    return merge(context, transactionParts(input), { 'dynamodb:EnclosingOperation': operation });
  if (operation.startsWith('Batch')) return merge(context, batchParts(action, input), {});
  const resource = givenResource(input);
  if (resource !== undefined) return [{ action, resource }];
  return merge(context, [{ action, tableName: nameOf(input['TableName']), request: input }], {});
}
