import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startCloud, type RunningCloud } from '../cloud.ts';
import type { ResourceHandle, ResourceProvider } from '../core/resource.ts';
import type { ServiceFactory } from '../core/service.ts';
import { makeSsmService } from '../services/ssm/index.ts';
import type { Template } from './template.ts';
import { TemplateError } from './template-error.ts';

interface Ledger {
  readonly lines: string[];
}

const makeThingProvider = ({ lines }: Ledger): ResourceProvider => ({
  type: 'Test::Thing',
  properties: { Name: 'any', Nested: { Known: 'any' }, Items: [{ Known: 'any' }] },
  create: async ({ properties, physicalName }): Promise<ResourceHandle> => {
    const name = String(properties['Name']);
    if (name === 'broken') throw new Error('cannot be made');
    lines.push(`create ${name}`);
    return { ref: name, attributes: { Arn: `arn:${name}`, Physical: physicalName(40) } };
  },
  delete: async (handle) => void lines.push(`delete ${handle.ref}`),
});

const thingService =
  (ledger: Ledger): ServiceFactory =>
  () => ({
    name: 'test',
    protocols: [],
    operations: {},
    permissions: () => [],
    providers: [makeThingProvider(ledger)],
  });

describe('loading stacks', () => {
  const ledger: Ledger = { lines: [] };
  const running: { cloud: RunningCloud; directory: string } = { cloud: {} as RunningCloud, directory: '' };

  beforeEach(async () => {
    ledger.lines.length = 0;
    running.cloud = await startCloud({ services: [makeSsmService, thingService(ledger)] });
    running.directory = await mkdtemp(join(tmpdir(), 'assembly-'));
  });

  afterEach(async () => {
    await running.cloud.stop();
    await rm(running.directory, { recursive: true });
  });

  async function load(
    template: Template,
    parameters: Readonly<Record<string, string>> = {},
  ): ReturnType<RunningCloud['load']> {
    await mkdir(running.directory, { recursive: true });
    const artifacts = {
      shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'shop.template.json' } },
    };
    await writeFile(join(running.directory, 'manifest.json'), JSON.stringify({ artifacts }));
    await writeFile(join(running.directory, 'shop.template.json'), JSON.stringify(template));
    return running.cloud.load(running.directory, { parameters });
  }

  const thing = (properties: Readonly<Record<string, unknown>>, more: object = {}): Template['Resources'][string] => ({
    Type: 'Test::Thing',
    Properties: properties,
    ...more,
  });

  it('makes each resource after those it refers to or depends on', async () => {
    const [stack] = await load({
      Resources: {
        A: thing({ Name: { 'Fn::Join': ['', [{ Ref: 'B' }, '-a']] } }),
        B: thing({ Name: 'b' }, { DependsOn: 'C' }),
        C: thing({ Name: 'c' }),
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] } } },
    });
    expect(ledger.lines).toEqual(['create c', 'create b', 'create b-a']);
    expect(stack?.outputs).toEqual({ Arn: 'arn:b-a' });
  });

  it('leaves out what a condition excludes', async () => {
    await load({
      Conditions: { Never: { 'Fn::Equals': [1, 2] } },
      Resources: { A: thing({ Name: 'a' }, { Condition: 'Never' }) },
    });
    expect(ledger.lines).toEqual([]);
  });

  it('replaces what changed and removes what is gone when loaded again', async () => {
    await load({
      Resources: { Same: thing({ Name: 'same' }), Changed: thing({ Name: 'old' }), Gone: thing({ Name: 'gone' }) },
    });
    ledger.lines.length = 0;
    await load({ Resources: { Same: thing({ Name: 'same' }), Changed: thing({ Name: 'new' }) } });
    expect(ledger.lines).toEqual(['delete old', 'create new', 'delete gone']);
  });

  it('takes back what it made when a later resource fails', async () => {
    const loading = load({ Resources: { A: thing({ Name: 'a' }), B: thing({ Name: 'broken' }, { DependsOn: 'A' }) } });
    await expect(loading).rejects.toThrow('shop/B: cannot be made');
    expect(ledger.lines).toEqual(['create a', 'delete a']);
  });

  it('looks up parameters of SSM types', async () => {
    const input = { Name: '/tidings/test/name', Value: 'found', Type: 'String' };
    await running.cloud.call({ principal: { kind: 'operator' }, service: 'ssm', operation: 'PutParameter', input });
    const parameter = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/tidings/test/name' };
    await load({ Parameters: { Name: parameter }, Resources: { A: thing({ Name: { Ref: 'Name' } }) } });
    expect(ledger.lines).toEqual(['create found']);
  });

  const refusals: readonly (readonly [string, Template, string])[] = [
    [
      'an unknown resource type',
      { Resources: { A: { Type: 'AWS::Nope::Nope' } } },
      'shop/A: the local cloud does not implement the resource type AWS::Nope::Nope',
    ],
    [
      'an unknown property',
      { Resources: { A: thing({ Name: 'a', Colour: 'red' }) } },
      'shop/A: the local cloud does not implement the property Colour',
    ],
    [
      'an unknown nested property',
      { Resources: { A: thing({ Items: [{ Known: 1 }, { Unknown: 1 }] }) } },
      'the property Items[1].Unknown',
    ],
    [
      'an unknown property behind Fn::If',
      { Resources: { A: thing({ Nested: { 'Fn::If': ['X', { Unknown: 1 }, { Known: 1 }] } }) } },
      'the property Nested.Unknown',
    ],
    [
      'an unknown intrinsic',
      { Resources: { A: thing({ Name: { 'Fn::ImportValue': 'x' } }) } },
      'shop/A: the local cloud does not implement the intrinsic function Fn::ImportValue',
    ],
    [
      'an unknown resource attribute',
      { Resources: { A: { ...thing({}), CreationPolicy: {} } } as Template['Resources'] },
      'the resource attribute CreationPolicy',
    ],
    ['an unknown section', { Resources: {}, Transform: 'x' } as Template, 'the template section Transform'],
    ['a circle', { Resources: { A: thing({ Name: { Ref: 'B' } }), B: thing({ Name: { Ref: 'A' } }) } }, 'A → B → A'],
    [
      'a parameter without a value',
      { Parameters: { P: { Type: 'String' } }, Resources: {} },
      'shop/P: the parameter has no default',
    ],
    [
      'a parameter that breaks its rule',
      { Parameters: { P: { Type: 'String', Default: '', MinLength: 1 } }, Resources: {} },
      'shop/P: the parameter must have at least 1 characters',
    ],
    [
      'an SSM parameter that nobody wrote',
      { Parameters: { P: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/none' } }, Resources: {} },
      'shop/P: there is no SSM parameter /none',
    ],
  ];

  it.each(refusals)('refuses %s before anything is made, naming it', async (_title, template, words) => {
    const loading = load({ ...template, Resources: { Fine: thing({ Name: 'fine' }), ...template.Resources } });
    await expect(loading).rejects.toThrow(TemplateError);
    await expect(load({ ...template, Resources: template.Resources })).rejects.toThrow(words);
    expect(ledger.lines).toEqual([]);
  });

  it('says what to do when there is no assembly', async () => {
    await expect(running.cloud.load(join(running.directory, 'nowhere'))).rejects.toThrow('Run the synthesis again');
  });
});
