import { describe, expect, it } from 'vitest';
import { IntrinsicError, resolve, type Scope } from './intrinsics.ts';
import { makeScope } from './scope.ts';

const scope: Scope = makeScope({
  stackName: 'tidings-test-orders',
  region: 'eu-west-1',
  accountId: '000000000000',
  template: {
    Mappings: { Sizes: { small: { memory: 128 } } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      NotProd: { 'Fn::Not': [{ Condition: 'IsProd' }] },
      Both: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'NotProd' }] },
      Either: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'NotProd' }] },
    },
    Resources: {},
  },
  parameters: new Map<string, unknown>([['Stage', 'test']]),
  handles: new Map([['Queue', { ref: 'https://queue', attributes: { Arn: 'arn:aws:sqs:eu-west-1:000000000000:q' } }]]),
});

// docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
describe('intrinsic functions', () => {
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ['Ref of a parameter', { Ref: 'Stage' }, 'test'],
    ['Ref of a resource', { Ref: 'Queue' }, 'https://queue'],
    ['Ref of a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-west-1:000000000000:q'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Queue.Arn' }, 'arn:aws:sqs:eu-west-1:000000000000:q'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }]] }, 'a-test'],
    [
      'Fn::Sub',
      { 'Fn::Sub': '${AWS::Partition}/${Queue.Arn}/${!kept}' },
      'aws/arn:aws:sqs:eu-west-1:000000000000:q/${kept}',
    ],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${Name}!', { Name: { Ref: 'Stage' } }] }, 'test!'],
    ['Fn::Sub of a value that looks like a literal', { 'Fn::Sub': ['${A}${!b}', { A: '${!a}' }] }, '${!a}${b}'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['IsProd', 1, 2] }, 2],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', 'small', 'memory'] }, 128],
    ['Fn::Base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['AWS::NoValue', { kept: 1, gone: { Ref: 'AWS::NoValue' } }, { kept: 1 }],
    [
      'an IAM statement, whose Condition is data',
      { Condition: { StringEquals: { k: 'v' } } },
      { Condition: { StringEquals: { k: 'v' } } },
    ],
  ];

  it.each(cases)('resolve %s', (_title, value, expected) => expect(resolve(value, scope)).toEqual(expected));

  it('combine conditions', () => {
    expect(['IsProd', 'NotProd', 'Both', 'Either'].map(scope.condition)).toEqual([false, true, false, true]);
  });

  it.each([
    ['an unknown function', { 'Fn::Transform': {} }, 'Fn::Transform'],
    ['an unknown name', { Ref: 'Nobody' }, 'Nobody'],
    ['an attribute that is not implemented', { 'Fn::GetAtt': ['Queue', 'Colour'] }, 'Queue.Colour'],
    ['a dynamic reference', '{{resolve:ssm:/a}}', 'dynamic references'],
    ['an index outside the list', { 'Fn::Select': [7, ['a']] }, 'outside'],
  ])('refuse %s by name', (_title, value, words) => {
    expect(() => resolve(value, scope)).toThrow(IntrinsicError);
    expect(() => resolve(value, scope)).toThrow(words);
  });
});
