import {
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCloud } from '../../cloud.ts';
import type { RunningCloud } from '../../cloud.ts';
import type { ResourceRequest } from '../../core/resource.ts';
import { makeSsmService } from './index.ts';

function raise(): never {
  throw new TypeError('The service has no provider.');
}

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html and the pages of the other operations */
describe('the parameter store', () => {
  let cloud: RunningCloud;
  let client: SSMClient;
  let count = 0;
  let root = '';

  const put = (name: string, value: string, more: object = {}): Promise<{ readonly Version?: number | undefined }> =>
    client.send(new PutParameterCommand({ Name: name, Value: value, Type: 'String', ...more }));

  beforeAll(async () => {
    cloud = await startCloud({ services: [makeSsmService] });
    client = new SSMClient({
      endpoint: cloud.url,
      region: cloud.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  beforeEach(() => {
    count += 1;
    root = `/spec${count}`;
  });
  afterAll(() => cloud.stop());

  it('gives back what was put', async () => {
    await put(`${root}/bus/name`, 'tidings-default');
    const { Parameter: parameter } = await client.send(new GetParameterCommand({ Name: `${root}/bus/name` }));
    expect(parameter).toMatchObject({
      Name: `${root}/bus/name`,
      Type: 'String',
      Value: 'tidings-default',
      Version: 1,
      ARN: `arn:aws:ssm:eu-west-1:000000000000:parameter${root}/bus/name`,
      DataType: 'text',
    });
    expect(parameter?.LastModifiedDate).toBeInstanceOf(Date);
  });

  it('finds a parameter by its ARN and by a version', async () => {
    await put(`${root}/a`, 'one');
    await put(`${root}/a`, 'two', { Overwrite: true });
    const byArn = await client.send(
      new GetParameterCommand({ Name: `arn:aws:ssm:eu-west-1:000000000000:parameter${root}/a` }),
    );
    const first = await client.send(new GetParameterCommand({ Name: `${root}/a:1` }));
    expect(byArn.Parameter?.Value).toBe('two');
    expect(first.Parameter).toMatchObject({ Value: 'one', Selector: ':1' });
    await expect(client.send(new GetParameterCommand({ Name: `${root}/a:9` }))).rejects.toMatchObject({
      name: 'ParameterVersionNotFound',
    });
  });

  it('does not overwrite unless told to', async () => {
    await put(`${root}/a`, 'one');
    await expect(put(`${root}/a`, 'two')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
    expect(await put(`${root}/a`, 'two', { Overwrite: true })).toMatchObject({ Version: 2 });
    const { Parameters: history } = await client.send(new GetParameterHistoryCommand({ Name: `${root}/a` }));
    expect(history?.map(({ Version, Value }) => ({ Version, Value }))).toEqual([
      { Version: 1, Value: 'one' },
      { Version: 2, Value: 'two' },
    ]);
  });

  it('names the parameters that do not exist', async () => {
    await put(`${root}/a`, 'one');
    const answer = await client.send(new GetParametersCommand({ Names: [`${root}/a`, `${root}/b`] }));
    expect(answer.Parameters?.map(({ Name }) => Name)).toEqual([`${root}/a`]);
    expect(answer.InvalidParameters).toEqual([`${root}/b`]);
    await expect(client.send(new GetParameterCommand({ Name: `${root}/b` }))).rejects.toMatchObject({
      name: 'ParameterNotFound',
    });
  });

  it('lists one level of a path, or all below it, page by page', async () => {
    for (const name of ['a', 'b', 'deep/c']) await put(`${root}/${name}`, name);
    const names = async (more: object): Promise<readonly (string | undefined)[]> => {
      const { Parameters: parameters } = await client.send(new GetParametersByPathCommand({ Path: root, ...more }));
      return (parameters ?? []).map(({ Value }) => Value);
    };
    expect(await names({})).toEqual(['a', 'b']);
    expect(await names({ Recursive: true })).toEqual(['a', 'b', 'deep/c']);
    const first = await client.send(new GetParametersByPathCommand({ Path: root, Recursive: true, MaxResults: 2 }));
    expect(await names({ Recursive: true, MaxResults: 2, NextToken: first.NextToken })).toEqual(['deep/c']);
  });

  it('describes parameters by the start of their names, without their values', async () => {
    await put(`${root}/a`, 'one', { Description: 'the first', Tags: [{ Key: 'stage', Value: 'default' }] });
    const filter = { Key: 'Name', Option: 'BeginsWith', Values: [root] };
    const { Parameters: found } = await client.send(new DescribeParametersCommand({ ParameterFilters: [filter] }));
    expect(found).toMatchObject([{ Name: `${root}/a`, Description: 'the first', Version: 1 }]);
    expect(found?.[0]).not.toHaveProperty('Value');
    const tags = await client.send(
      new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: `${root}/a` }),
    );
    expect(tags.TagList).toEqual([{ Key: 'stage', Value: 'default' }]);
  });

  it('deletes those that exist and names the others', async () => {
    await put(`${root}/a`, 'one');
    const answer = await client.send(new DeleteParametersCommand({ Names: [`${root}/a`, `${root}/b`] }));
    expect(answer).toMatchObject({ DeletedParameters: [`${root}/a`], InvalidParameters: [`${root}/b`] });
  });

  it('refuses values over 4 KB, unknown types and secrets', async () => {
    await expect(put(`${root}/a`, 'x'.repeat(4097))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put(`${root}/a`, 'x', { Type: 'Text' })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put(`${root}/a`, 'x', { Type: 'SecureString' })).rejects.toThrow(
      'does not implement ssm:PutParameter of type SecureString',
    );
  });

  it('makes, changes and removes a parameter of a template', async () => {
    const provider = cloud.service('ssm').providers[0] ?? raise();
    const request = (Value: string): ResourceRequest => ({
      stackName: 'stack',
      logicalId: 'Parameter',
      properties: { Name: `${root}/made`, Type: 'String', Value, Tags: { stage: 'default' } },
      physicalName: () => 'unused',
    });
    const value = async (): Promise<unknown> =>
      (await client.send(new GetParameterCommand({ Name: `${root}/made` }))).Parameter?.Value;
    const handle = await provider.create(request('one'));
    expect(handle).toEqual({ ref: `${root}/made`, attributes: { Type: 'String', Value: 'one' } });
    await provider.update?.(request('two'), handle);
    expect(await value()).toBe('two');
    const tags = await client.send(
      new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: handle.ref }),
    );
    expect(tags.TagList).toEqual([{ Key: 'stage', Value: 'default' }]);
    await provider.delete?.(handle);
    await expect(value()).rejects.toMatchObject({ name: 'ParameterNotFound' });
  });

  it('refuses a value that its pattern refuses, and a pattern that is none', async () => {
    await expect(put(`${root}/a`, 'x', { AllowedPattern: '^\\d+$' })).rejects.toMatchObject({
      name: 'ParameterPatternMismatchException',
    });
    await expect(put(`${root}/a`, 'x', { AllowedPattern: '[' })).rejects.toMatchObject({
      name: 'InvalidAllowedPatternException',
    });
  });
});
