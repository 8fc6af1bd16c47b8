import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { StackSummary } from '../../template/stacks.ts';
import { makeSqsService } from '../sqs/index.ts';
import { useLambda } from './lambda-fixture.ts';

const fixture = useLambda(makeSqsService);
const directory = mkdtempSync(join(tmpdir(), 'tidings-lambda-template-'));

const HANDLER = (version: number): string => `
  import { appendFileSync } from 'node:fs';
  export const handler = async (event) => { if (event.Records) appendFileSync(process.env.FILE, event.Records[0].body); return ${version}; };`;

type Resources = Readonly<Record<string, { readonly Type: string; readonly Properties?: object }>>;

/** Writes a cloud assembly with one stack and one asset, and loads it. */
async function load(name: string, Resources: Resources, version = 1): Promise<readonly StackSummary[]> {
  const asset = join(directory, `asset.${version}`);
  mkdirSync(asset, { recursive: true });
  writeFileSync(join(asset, 'index.mjs'), HANDLER(version));
  const files = {
    [`v${version}`]: {
      source: { path: `asset.${version}`, packaging: 'zip' },
      destinations: { here: { bucketName: 'assets', objectKey: `v${version}.zip` } },
    },
  };
  const artifacts = {
    [name]: { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } },
    [`${name}.assets`]: { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } },
  };
  writeFileSync(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(directory, `${name}.assets.json`), JSON.stringify({ files }));
  writeFileSync(join(directory, `${name}.template.json`), JSON.stringify({ Resources }));
  return fixture.cloud.load(directory);
}

const ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    },
    Policies: [
      {
        PolicyName: 'all',
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
              Resource: '*',
            },
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: { 'Fn::GetAtt': ['Log', 'Arn'] },
            },
          ],
        },
      },
    ],
  },
};

const file = join(directory, 'bodies');

const resources = (version: number): Resources => ({
  Role: ROLE,
  Log: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 3 } },
  Queue: { Type: 'AWS::SQS::Queue' },
  Function: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Architectures: ['arm64'],
      Code: { S3Bucket: 'assets', S3Key: `v${version}.zip` },
      Environment: { Variables: { FILE: file } },
      Handler: 'index.handler',
      LoggingConfig: { LogGroup: { Ref: 'Log' } },
      MemorySize: 256,
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Runtime: 'nodejs24.x',
      Timeout: 10,
      TracingConfig: { Mode: 'Active' },
    },
  },
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
      Principal: 'events.amazonaws.com',
      SourceArn: 'arn:aws:events:eu-west-1:000000000000:rule/r',
    },
  },
  Async: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: { FunctionName: { Ref: 'Function' }, Qualifier: '$LATEST', MaximumRetryAttempts: 1 },
  },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      BatchSize: 1,
      EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      FunctionName: { Ref: 'Function' },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    },
  },
});

const physicalId = ([stack]: readonly StackSummary[], logicalId: string): string =>
  stack?.resources.find((resource) => resource.logicalId === logicalId)?.physicalId ?? '';

afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('A template', () => {
  afterEach(() => fixture.still());

  it('makes functions that run, with their permissions, logs and mappings', async () => {
    const stacks = await load('first', resources(1));
    const name = physicalId(stacks, 'Function');
    expect((await fixture.invoke(name)).payload).toBe(1);
    const input = { FunctionName: name };
    const service = {
      kind: 'service',
      service: 'events.amazonaws.com',
      sourceArn: 'arn:aws:events:eu-west-1:000000000000:rule/r',
    } as const;
    expect(
      await fixture.cloud.call({ principal: service, service: 'lambda', operation: 'Invoke', input }),
    ).toMatchObject({ Payload: '1' });
    await fixture.call('sqs', 'SendMessage', { QueueUrl: physicalId(stacks, 'Queue'), MessageBody: 'hello' });
    await fixture.still();
    const { events } = await fixture.call('logs', 'FilterLogEvents', { logGroupName: physicalId(stacks, 'Log') });
    expect((events as readonly unknown[]).length).toBeGreaterThanOrEqual(9);
    expect(await fixture.call('lambda', 'GetFunctionEventInvokeConfig', input)).toMatchObject({
      MaximumRetryAttempts: 1,
    });
  });

  it('loaded again with new code swaps the code and keeps the rest', async () => {
    const before = await load('second', resources(1));
    const name = physicalId(before, 'Function');
    expect((await fixture.invoke(name)).payload).toBe(1);
    const after = await load('second', resources(2), 2);
    expect(physicalId(after, 'Function')).toBe(name);
    expect(physicalId(after, 'Mapping')).toBe(physicalId(before, 'Mapping'));
    expect((await fixture.invoke(name)).payload).toBe(2);
  });

  it('may hold the code itself', async () => {
    const ZipFile = 'exports.handler = async () => "inline";';
    const Function = {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile },
        Handler: 'index.handler',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Runtime: 'nodejs24.x',
      },
    };
    const stacks = await load('third', {
      Role: { ...ROLE, Properties: { AssumeRolePolicyDocument: ROLE.Properties.AssumeRolePolicyDocument } },
      Function,
    });
    expect((await fixture.invoke(physicalId(stacks, 'Function'))).payload).toBe('inline');
  });

  it('is refused by logical id for a property that is not implemented', async () => {
    const Function = {
      Type: 'AWS::Lambda::Function',
      Properties: { ...resources(1)['Function']?.Properties, VpcConfig: { SubnetIds: ['a'] } },
    };
    await expect(load('fourth', { ...resources(1), Function })).rejects.toThrow(/fourth\/Function.*VpcConfig/s);
  });
});
