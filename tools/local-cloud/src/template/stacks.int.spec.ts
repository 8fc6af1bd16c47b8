import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TemplateBed, thing } from './template-bed.ts';
import type { Template } from './template.ts';
import { TemplateError } from './template-error.ts';

describe('loading stacks', () => {
  const running: { bed: TemplateBed } = { bed: {} as TemplateBed };
  beforeEach(async () => {
    running.bed = await TemplateBed.start();
  });
  afterEach(() => running.bed.stop());

  const load = (...given: Parameters<TemplateBed['load']>): ReturnType<TemplateBed['load']> =>
    running.bed.load(...given);

  it('makes each resource after those it refers to or depends on', async () => {
    const [stack] = await load({
      Resources: {
        A: thing({ Name: { 'Fn::Join': ['', [{ Ref: 'B' }, '-a']] } }),
        B: thing({ Name: 'b' }, { DependsOn: 'C' }),
        C: thing({ Name: 'c' }),
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] } } },
    });
    expect(running.bed.lines).toEqual(['create c', 'create b', 'create b-a']);
    expect(stack?.outputs).toEqual({ Arn: 'arn:b-a' });
  });

  it('leaves out what a condition excludes', async () => {
    await load({
      Conditions: { Never: { 'Fn::Equals': [1, 2] } },
      Resources: { A: thing({ Name: 'a' }, { Condition: 'Never' }) },
    });
    expect(running.bed.lines).toEqual([]);
  });

  it('takes back what it made when a later resource fails', async () => {
    const loading = load({ Resources: { A: thing({ Name: 'a' }), B: thing({ Name: 'broken' }, { DependsOn: 'A' }) } });
    await expect(loading).rejects.toThrow('shop/B: cannot be made');
    expect(running.bed.lines).toEqual(['create a', 'delete a']);
  });

  it('looks up parameters of SSM types', async () => {
    const input = { Name: '/tidings/test/name', Value: 'found', Type: 'String' };
    await running.bed.cloud.call({ principal: { kind: 'operator' }, service: 'ssm', operation: 'PutParameter', input });
    const parameter = { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/tidings/test/name' };
    await load({ Parameters: { Name: parameter }, Resources: { A: thing({ Name: { Ref: 'Name' } }) } });
    expect(running.bed.lines).toEqual(['create found']);
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
      'a dependency on nothing',
      { Resources: { A: thing({}, { DependsOn: 'constructor' }) } },
      'shop/A: there is no resource constructor',
    ],
    [
      'an unknown deletion policy',
      { Resources: { A: thing({}, { DeletionPolicy: 'Snapshot' }) } },
      'shop/A: the local cloud does not implement the deletion policy Snapshot',
    ],
    [
      'an unknown parameter attribute',
      { Parameters: { P: { Type: 'String', Defualt: 'x' } as never }, Resources: {} },
      'shop/P: the local cloud does not implement the parameter attribute Defualt',
    ],
    [
      'an export',
      { Resources: {}, Outputs: { O: { Value: 'x', Export: { Name: 'x' } } as never } },
      'shop/O: the local cloud does not implement the output attribute Export',
    ],
    ['rules', { Resources: {}, Rules: {} } as Template, 'the template section Rules'],
    [
      'a condition that depends on itself',
      { Conditions: { C: { 'Fn::Not': [{ Condition: 'C' }] } }, Resources: {} },
      'shop/C: the condition C depends on itself',
    ],
    [
      'an unknown intrinsic in a condition that nothing uses',
      { Conditions: { C: { 'Fn::Contains': [[], 'x'] } }, Resources: {} },
      'shop/C: the local cloud does not implement the intrinsic function Fn::Contains',
    ],
    [
      'a number that is none',
      { Parameters: { P: { Type: 'Number', Default: 'many' } }, Resources: {} },
      'shop/P: the parameter must be a number',
    ],
    [
      'a parameter called like a member of every object',
      { Parameters: { constructor: { Type: 'String' } }, Resources: {} },
      'shop/constructor: the parameter has no default',
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
    expect(running.bed.lines).toEqual([]);
  });

  it('says what to do when there is no assembly', async () => {
    await expect(running.bed.cloud.load(join(running.bed.directory, 'nowhere'))).rejects.toThrow(
      'Run the synthesis again',
    );
  });
});
