import {
  AddPermissionCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateFunctionConfigurationCommand,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import type { PolicyStatement } from '../../core/policy.ts';
import type { Principal } from '../../core/principal.ts';
import { useLambda } from './lambda-fixture.ts';

const fixture = useLambda();
const SOURCE = 'export const handler = async () => process.env.COLOUR ?? 1;';

const create = (more: Partial<CreateFunctionCommandInput>): Promise<string> => fixture.create(SOURCE, more);

/** docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
describe('CreateFunction', () => {
  it('answers the configuration with its defaults', async () => {
    const FunctionName = fixture.freshName();
    const Role = fixture.role();
    const Code = { S3Bucket: 'local', S3Key: fixture.code(SOURCE) };
    const input = { FunctionName, Role, Code, Runtime: 'nodejs24.x' as const, Handler: 'index.handler' };
    const { $metadata, CodeSha256, LastModified, RevisionId, ...rest } = await fixture.lambda.send(
      new CreateFunctionCommand(input),
    );
    expect($metadata.httpStatusCode).toBe(201);
    expect([CodeSha256, LastModified, RevisionId]).toStrictEqual([
      expect.stringMatching(/^[\w+/]{43}=$/),
      expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      expect.stringMatching(/^[0-9a-f-]{36}$/),
    ]);
    expect(rest).toStrictEqual({
      FunctionName,
      FunctionArn: `arn:aws:lambda:eu-west-1:000000000000:function:${FunctionName}`,
      Runtime: 'nodejs24.x',
      Role,
      Handler: 'index.handler',
      CodeSize: SOURCE.length,
      Description: '',
      Timeout: 3,
      MemorySize: 128,
      Version: '$LATEST',
      TracingConfig: { Mode: 'PassThrough' },
      State: 'Active',
      LastUpdateStatus: 'Successful',
      PackageType: 'Zip',
      Architectures: ['x86_64'],
      EphemeralStorage: { Size: 512 },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${FunctionName}` },
    });
  });

  it('refuses a role that Lambda may not assume', async () => {
    await expect(create({ Role: 'arn:aws:iam::000000000000:role/nobody' })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: 'The role defined for the function cannot be assumed by Lambda.',
    });
  });

  it('refuses a name that is taken', async () => {
    const name = await create({});
    await expect(create({ FunctionName: name })).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `Function already exist: ${name}`,
      $metadata: { httpStatusCode: 409 },
    });
  });

  it.each([
    [
      'a runtime that it does not run',
      { Runtime: 'java21' },
      /does not implement the Lambda runtime java21\. Use one of nodejs24\.x/,
    ],
    [
      'layers',
      { Layers: ['arn:aws:lambda:eu-west-1:000000000000:layer:x:1'] },
      /lambda:CreateFunction parameter Layers/,
    ],
    [
      'too little memory',
      { MemorySize: 64 },
      /Value '64' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128/,
    ],
    [
      'too long a time-out',
      { Timeout: 901 },
      /Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900/,
    ],
    ['a reserved variable', { Environment: { Variables: { AWS_REGION: 'x' } } }, /reserved keys/],
    ['code that is not there', { Code: { S3Bucket: 'nowhere', S3Key: 'none.zip' } }, /NoSuchKey/],
    [
      'code that is no zip',
      { Code: { ZipFile: Buffer.from('not a zip at all, really') } },
      /Could not unzip uploaded file/,
    ],
  ])('refuses %s', async (_, more, words) => {
    await expect(create(more as Partial<CreateFunctionCommandInput>)).rejects.toThrow(words);
  });
});

describe('Functions', () => {
  it('are shown, listed and deleted', async () => {
    const name = await create({ Tags: { team: 'shop' } });
    const shown = await fixture.lambda.send(new GetFunctionCommand({ FunctionName: name }));
    expect(shown.Configuration?.FunctionName).toBe(name);
    expect(shown.Tags).toStrictEqual({ team: 'shop' });
    const names = async (): Promise<readonly unknown[]> =>
      ((await fixture.lambda.send(new ListFunctionsCommand({}))).Functions ?? []).map(
        ({ FunctionName }) => FunctionName,
      );
    expect(await names()).toContain(name);
    await fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: name }));
    expect(await names()).not.toContain(name);
    await expect(fixture.invoke(name)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('are named by ARN as well', async () => {
    const name = await create({});
    expect((await fixture.invoke(fixture.cloud.arn('lambda', `function:${name}`))).payload).toBe(1);
    await expect(fixture.invoke(`${name}:live`)).rejects.toThrow(/does not implement Lambda versions and aliases/);
  });

  it('get new variables with the next invocation', async () => {
    const name = await create({});
    await fixture.invoke(name);
    const change = { FunctionName: name, Environment: { Variables: { COLOUR: 'teal' } } };
    await fixture.lambda.send(new UpdateFunctionConfigurationCommand(change));
    expect((await fixture.invoke(name)).payload).toBe('teal');
  });

  it('carry tags', async () => {
    const Resource = fixture.cloud.arn('lambda', `function:${await create({})}`);
    await fixture.lambda.send(new TagResourceCommand({ Resource, Tags: { a: '1', b: '2' } }));
    await fixture.lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['a'] }));
    expect((await fixture.lambda.send(new ListTagsCommand({ Resource }))).Tags).toStrictEqual({ b: '2' });
  });

  it('have no versions, which is said by name', async () => {
    const call = fixture.lambda.send(new PublishVersionCommand({ FunctionName: await create({}) }));
    await expect(call).rejects.toThrow(/does not implement lambda:PublishVersion/);
  });

  it('without mappings list none', async () => {
    const { EventSourceMappings } = await fixture.lambda.send(new ListEventSourceMappingsCommand({}));
    expect(EventSourceMappings).toStrictEqual([]);
  });
});

/** docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html */
describe('A function’s policy', () => {
  const SOURCE_ARN = 'arn:aws:events:eu-west-1:000000000000:rule/orders';
  const rule = (sourceArn: string): Principal => ({ kind: 'service', service: 'events.amazonaws.com', sourceArn });
  const invokeAs = (principal: Principal, FunctionName: string): Promise<unknown> =>
    fixture.cloud.call({ principal, service: 'lambda', operation: 'Invoke', input: { FunctionName } });

  it('lets the service that it names invoke it, for that source only', async () => {
    const FunctionName = await create({});
    await expect(invokeAs(rule(SOURCE_ARN), FunctionName)).rejects.toMatchObject({
      code: 'AccessDeniedException',
      status: 403,
    });
    await fixture.lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 'rule',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn: SOURCE_ARN,
      }),
    );
    expect(await invokeAs(rule(SOURCE_ARN), FunctionName)).toMatchObject({ Payload: '1' });
    await expect(invokeAs(rule(`${SOURCE_ARN}-other`), FunctionName)).rejects.toMatchObject({
      code: 'AccessDeniedException',
    });
  });

  it('is shown and taken back', async () => {
    const FunctionName = await create({});
    const permission = {
      FunctionName,
      StatementId: 'api',
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
    };
    await fixture.lambda.send(new AddPermissionCommand(permission));
    const { Policy } = await fixture.lambda.send(new GetPolicyCommand({ FunctionName }));
    expect((JSON.parse(String(Policy)) as { readonly Statement: readonly PolicyStatement[] }).Statement).toStrictEqual([
      {
        Sid: 'api',
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: fixture.cloud.arn('lambda', `function:${FunctionName}`),
      },
    ]);
    await expect(fixture.lambda.send(new AddPermissionCommand(permission))).rejects.toMatchObject({
      name: 'ResourceConflictException',
    });
    await fixture.lambda.send(new RemovePermissionCommand({ FunctionName, StatementId: 'api' }));
    await expect(fixture.lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
