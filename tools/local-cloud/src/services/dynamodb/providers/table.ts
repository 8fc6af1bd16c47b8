import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { PropertyShape, ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';

const THROUGHPUT: PropertyShape = { ReadCapacityUnits: 'any', WriteCapacityUnits: 'any' };
const KEY_SCHEMA: PropertyShape = [{ AttributeName: 'any', KeyType: 'any' }];
const INDEX = {
  IndexName: 'any',
  KeySchema: KEY_SCHEMA,
  Projection: { ProjectionType: 'any', NonKeyAttributes: 'any' },
} as const;

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html */
const PROPERTIES: PropertyShape = {
  TableName: 'any',
  KeySchema: KEY_SCHEMA,
  AttributeDefinitions: [{ AttributeName: 'any', AttributeType: 'any' }],
  BillingMode: 'any',
  ProvisionedThroughput: THROUGHPUT,
  GlobalSecondaryIndexes: [{ ...INDEX, ProvisionedThroughput: THROUGHPUT }],
  LocalSecondaryIndexes: [INDEX],
  StreamSpecification: { StreamViewType: 'any' },
  SSESpecification: { SSEEnabled: 'any', SSEType: 'any', KMSMasterKeyId: 'any' },
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: 'any', RecoveryPeriodInDays: 'any' },
  DeletionProtectionEnabled: 'any',
  TimeToLiveSpecification: { AttributeName: 'any', Enabled: 'any' },
  TableClass: 'any',
  Tags: 'any',
};

/** Longest table name. docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_NAME = 255;

type Call = (operation: string, input: Json) => Promise<Json>;

const streamSpecification = (properties: Json): Json => {
  const wanted = properties['StreamSpecification'] as Json | undefined;
  return wanted === undefined
    ? {}
    : { StreamSpecification: { StreamEnabled: true, StreamViewType: wanted['StreamViewType'] } };
};

const encryption = (properties: Json): Json => {
  const wanted = properties['SSESpecification'] as Json | undefined;
  if (wanted === undefined) return {};
  const { SSEEnabled: Enabled, ...rest } = wanted;
  return { SSESpecification: { Enabled, ...rest } };
};

/** CloudFormation takes `"true"` for true. */
const isTrue = (value: unknown): boolean => value === true || value === 'true';

function createInput(name: string, properties: Json): Json {
  const { TimeToLiveSpecification: _ttl, PointInTimeRecoverySpecification: _backups, ...table } = properties;
  return {
    ...table,
    ...streamSpecification(properties),
    ...encryption(properties),
    TableName: name,
    DeletionProtectionEnabled: isTrue(properties['DeletionProtectionEnabled']),
  };
}

async function applyTimeToLive(call: Call, name: string, properties: Json): Promise<void> {
  const wanted = properties['TimeToLiveSpecification'] as Json | undefined;
  const { TimeToLiveDescription: current } = await call('DescribeTimeToLive', { TableName: name });
  const { AttributeName: attribute } = current as Json;
  const isWanted = wanted !== undefined && isTrue(wanted['Enabled']);
  if (isWanted && attribute === wanted['AttributeName']) return;
  const set = (AttributeName: unknown, Enabled: boolean): Promise<Json> =>
    call('UpdateTimeToLive', { TableName: name, TimeToLiveSpecification: { AttributeName, Enabled } });
  if (attribute !== undefined) await set(attribute, false);
  if (isWanted) await set(wanted['AttributeName'], true);
}

async function applyBackups(call: Call, name: string, properties: Json): Promise<void> {
  const wanted = properties['PointInTimeRecoverySpecification'] as Json | undefined;
  await call('UpdateContinuousBackups', {
    TableName: name,
    PointInTimeRecoverySpecification: {
      ...wanted,
      PointInTimeRecoveryEnabled: isTrue(wanted?.['PointInTimeRecoveryEnabled']),
    },
  });
}

async function describe(call: Call, name: string): Promise<ResourceHandle> {
  const table = (await call('DescribeTable', { TableName: name }))['Table'] as Json;
  return { ref: name, attributes: { Arn: table['TableArn'], StreamArn: table['LatestStreamArn'] } };
}

/** These cannot change in place here; on AWS some of them replace the table, which loses its items. */
const FIXED = ['KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes', 'GlobalSecondaryIndexes'];

function refuseReshaping(request: ResourceRequest, table: Json): void {
  const textOf = (entry: Json): string =>
    JSON.stringify(['AttributeName', 'KeyType', 'AttributeType', 'IndexName', 'KeySchema'].map((name) => entry[name]));
  const names = (list: unknown): string =>
    ((list ?? []) as readonly Json[])
      .map(textOf)
      .toSorted((left, right) => left.localeCompare(right))
      .join();
  const changed = FIXED.find((member) => names(request.properties[member]) !== names(table[member]));
  if (changed !== undefined)
    throw new NotImplementedLocallyError(
      `a change of ${changed} of the table ${request.logicalId} while it runs`,
      'Start with fresh state, or give the table another logical id.',
    );
}

async function updateStream(call: Call, name: string, request: ResourceRequest): Promise<void> {
  const table = (await call('DescribeTable', { TableName: name }))['Table'] as Json;
  refuseReshaping(request, table);
  const current = (table['StreamSpecification'] as Json | undefined)?.['StreamViewType'];
  const wanted = (request.properties['StreamSpecification'] as Json | undefined)?.['StreamViewType'];
  if (current === wanted) return;
  if (current !== undefined)
    await call('UpdateTable', { TableName: name, StreamSpecification: { StreamEnabled: false } });
  if (wanted !== undefined) await call('UpdateTable', { TableName: name, ...streamSpecification(request.properties) });
}

async function updateTable(call: Call, request: ResourceRequest, name: string): Promise<ResourceHandle> {
  await updateStream(call, name, request);
  await call('UpdateTable', {
    TableName: name,
    DeletionProtectionEnabled: isTrue(request.properties['DeletionProtectionEnabled']),
  });
  await applyTimeToLive(call, name, request.properties);
  await applyBackups(call, name, request.properties);
  return describe(call, name);
}

export function makeTableProvider(cloud: Cloud): ResourceProvider {
  const call: Call = (operation, input) => cloud.call({ principal: OPERATOR, service: 'dynamodb', operation, input });
  return {
    type: 'AWS::DynamoDB::Table',
    properties: PROPERTIES,
    replacedWhenChanged: ['TableName'],
    create: async (request) => {
      const given = request.properties['TableName'];
      const name = typeof given === 'string' ? given : request.physicalName(MAX_NAME);
      await call('CreateTable', createInput(name, request.properties));
      try {
        await applyTimeToLive(call, name, request.properties);
        await applyBackups(call, name, request.properties);
        return await describe(call, name);
      } catch (error) {
        await call('DeleteTable', { TableName: name });
        throw error;
      }
    },
    update: (request, handle) => updateTable(call, request, handle.ref),
    delete: async (handle) => {
      await call('DeleteTable', { TableName: handle.ref });
    },
  };
}
