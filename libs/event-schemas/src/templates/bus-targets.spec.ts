import { describe, expect, it } from 'vitest';
import { isSameStageBus } from './bus-targets.ts';
import type { Template } from './template.ts';

const parameter = (Default: string): object => ({ Type: 'AWS::SSM::Parameter::Value<String>', Default });

const template: Template = {
  Parameters: {
    BusName: parameter('/tidings/default/bus/name'),
    BusArn: parameter('/tidings/default/bus/arn'),
    Elsewhere: { Type: 'String' },
  },
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue' },
    StageBus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'tidings-default' } },
  },
};

const shared = { Ref: 'BusName' };
const ARN = 'arn:aws:events:eu-west-1:111122223333:event-bus/';

describe('a target is the bus of its rule', () => {
  it.each([
    ['its address', `${ARN}tidings-default`],
    ['the shared parameter', { Ref: 'BusArn' }],
    ['a dynamic reference', '{{resolve:ssm:/tidings/default/bus/arn}}'],
    ['a bus of the template', { 'Fn::GetAtt': ['StageBus', 'Arn'] }],
    ['that in one word', { 'Fn::GetAtt': 'StageBus.Arn' }],
    ['Fn::Sub', { 'Fn::Sub': 'arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/tidings-default' }],
    ['Fn::Sub of a parameter', { 'Fn::Sub': 'arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/${BusName}' }],
    ['Fn::Sub of the address', { 'Fn::Sub': '${StageBus.Arn}' }],
    ['Fn::Sub with variables', { 'Fn::Sub': ['arn:aws:events:x:1:event-bus/${Name}', { Name: shared }] }],
    ['Fn::Join', { 'Fn::Join': ['', ['arn:aws:events:', { Ref: 'AWS::Region' }, ':1:event-bus/', shared]] }],
    ['Fn::Join by parts', { 'Fn::Join': [':', ['arn', 'aws', 'events', 'x', '1', 'event-bus/tidings-default']] }],
    ['a name that only the deployment knows', { 'Fn::Sub': 'arn:aws:events:x:1:event-bus/tidings-${Stage}' }],
  ])('by %s', (_by, target) => {
    expect(isSameStageBus(template, shared, target)).toBe(true);
    expect(isSameStageBus(template, 'tidings-default', target)).toBe(true);
    expect(isSameStageBus(template, { Ref: 'Unknown' }, target)).toBe(true);
  });

  it('when both are the same reference', () => {
    expect(isSameStageBus(template, { Ref: 'Elsewhere' }, { Ref: 'Elsewhere' })).toBe(true);
  });
});

describe('a target is not the bus of its rule', () => {
  it.each<[string, unknown, unknown]>([
    ['when the rule is on the bus of the account', undefined, `${ARN}tidings-default`],
    ['when the rule is on a bus of others', 'legacy', `${ARN}tidings-default`],
    ['when it is the bus of the account', shared, `${ARN}default`],
    ['when it is the bus of another stage', shared, `${ARN}tidings-alice`],
    ['when it is a queue', shared, { 'Fn::GetAtt': ['Queue', 'Arn'] }],
    ['when it is a queue called as the bus', shared, 'arn:aws:sqs:eu-west-1:111122223333:tidings-default'],
    ['when nothing is known of it', shared, { Ref: 'Elsewhere' }],
    ['when there is none', shared, undefined],
  ])('%s', (_when, bus, target) => expect(isSameStageBus(template, bus, target)).toBe(false));
});
