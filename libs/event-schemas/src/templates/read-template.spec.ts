import { describe, expect, it } from 'vitest';
import { readTemplate } from './read-template.ts';
import { arn, trialTemplate, type TrialFunction } from './shop-template.test-data.ts';
import type { SystemFunction } from './system.ts';
import type { TemplateResource } from './template.ts';

const publisher: TrialFunction = {
  name: 'Publish',
  reads: 'Orders',
  metadata: { 'tidings:handler': 'orders/publish', 'tidings:publishes': ['OrderPlaced'] },
};

const writesTo = (table: string, ...actions: readonly string[]): TrialFunction => ({
  name: 'Write',
  statements: [{ Action: actions, Resource: [arn(table)] }],
});

function functionOf(name: string, ...functions: readonly TrialFunction[]): SystemFunction | undefined {
  const template = trialTemplate(['Orders', 'Views'], [publisher, ...functions]);
  return readTemplate('orders', template).functions.find(({ logicalId }) => logicalId === name);
}

describe('what a function may publish', () => {
  it.each([['dynamodb:PutItem'], ['dynamodb:UpdateItem'], ['dynamodb:*'], ['dynamodb:Put*']])(
    'is what follows from a published table that its role may write with %s',
    (action) => {
      expect(functionOf('Write', writesTo('Orders', action))?.mayPublish).toEqual(['OrderPlaced']);
    },
  );

  it('is what follows from any table when its role may write all', () => {
    const all = { name: 'Write', statements: [{ Action: ['dynamodb:PutItem'], Resource: '*' }] };
    expect(functionOf('Write', all)?.mayPublish).toEqual(['OrderPlaced']);
  });

  it('is nothing when its role only reads or deletes, or writes a table that nobody publishes', () => {
    expect(functionOf('Write', writesTo('Orders', 'dynamodb:Query', 'dynamodb:DeleteItem'))?.mayPublish).toEqual([]);
    expect(functionOf('Write', writesTo('Views', 'dynamodb:PutItem'))?.mayPublish).toEqual([]);
  });

  it('goes on through queues, streams and calls of other functions', () => {
    const relay: TrialFunction = {
      name: 'Relay',
      reads: 'Views',
      statements: [{ Action: ['lambda:InvokeFunction'], Resource: arn('Last') }],
    };
    const last = { ...writesTo('Orders', 'dynamodb:PutItem'), name: 'Last' };
    expect(functionOf('Write', writesTo('Views', 'dynamodb:PutItem'), relay, last)?.mayPublish).toEqual([
      'OrderPlaced',
    ]);
  });

  it('ends where functions wake each other', () => {
    const calls = (name: string, other: string): TrialFunction => ({
      name,
      statements: [{ Action: ['lambda:InvokeFunction'], Resource: arn(other) }],
    });
    expect(functionOf('Write', calls('Write', 'Other'), calls('Other', 'Write'))?.mayPublish).toEqual([]);
  });

  it('is what it declares, where it declares something', () => {
    const declared = { ...writesTo('Orders', 'dynamodb:PutItem'), metadata: { 'tidings:mayPublish': [] } };
    expect(functionOf('Write', declared)?.mayPublish).toEqual([]);
  });

  it('is known of a role whose policy stands beside it', () => {
    const template = trialTemplate(['Orders'], [publisher, { name: 'Write' }]);
    const PolicyDocument = { Statement: { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: arn('Orders') } };
    const policy = { Type: 'AWS::IAM::Policy', Properties: { Roles: [{ Ref: 'WriteRole' }], PolicyDocument } };
    const { functions } = readTemplate('orders', { Resources: { ...template.Resources, Policy: policy } });
    expect(functions.map(({ handler, mayPublish }) => [handler, mayPublish])).toEqual([
      ['orders/publish', []],
      ['orders/Write', ['OrderPlaced']],
    ]);
  });
});

describe('what a function publishes itself', () => {
  it('is what it declares', () => {
    expect(functionOf('Publish')).toEqual({
      handler: 'orders/publish',
      logicalId: 'Publish',
      runtime: 'nodejs24.x',
      mayPublish: [],
      publishes: ['OrderPlaced'],
    });
  });

  it('is all that its service does when it may put events on the bus and declares nothing', () => {
    const other = { name: 'Other', statements: [{ Action: ['events:PutEvents'], Resource: '*' }] };
    expect(functionOf('Other', other)?.publishes).toEqual(['OrderPlaced']);
  });
});

describe('a rule', () => {
  const pattern = { source: ['orders'] };
  const busCalled = (Name: string): TemplateResource => ({ Type: 'AWS::Events::EventBus', Properties: { Name } });
  const buses = { StageBus: busCalled('tidings-alice'), OwnBus: busCalled('scratch') };
  const rulesOf = (properties: object): unknown => {
    const template = trialTemplate([], [{ name: 'Handle', pattern }]);
    const rule = {
      Type: 'AWS::Events::Rule',
      Properties: { ...template.Resources['HandleRule']?.Properties, ...properties },
    };
    return readTemplate('mail', { Resources: { ...template.Resources, ...buses, HandleRule: rule } }).rules;
  };
  const read = { service: 'mail', logicalId: 'HandleRule', bus: 'stage', pattern, consumers: ['mail/Handle'] };

  it('leads to the handlers behind its queue', () => {
    expect(rulesOf({})).toEqual([read]);
  });

  it('may call a function itself', () => {
    expect(rulesOf({ Targets: [{ Arn: arn('Handle') }] })).toEqual([read]);
  });

  it('may have its pattern as text', () => {
    expect(rulesOf({ EventPattern: JSON.stringify(pattern) })).toEqual([read]);
    expect(rulesOf({ EventPattern: '{' })).toEqual([{ ...read, pattern: '{' }]);
  });

  const partial = ['', ['arn:aws:events:', { Ref: 'AWS::Region' }, ':111122223333:event-bus/default']];
  it.each([
    ['default', undefined],
    ['default', 'default'],
    ['default', 'arn:aws:events:eu-west-1:111122223333:event-bus/default'],
    ['default', { 'Fn::Join': partial }],
    ['default', { 'Fn::Sub': 'arn:aws:events:${AWS::Region}:${AWS::AccountId}:event-bus/default' }],
    ['stage', 'tidings-alice'],
    ['stage', { 'Fn::Sub': 'tidings-${Stage}' }],
    ['stage', { 'Fn::ImportValue': 'Bus' }],
    ['stage', { Ref: 'StageBus' }],
    ['other', { Ref: 'OwnBus' }],
    ['other', { 'Fn::GetAtt': ['OwnBus', 'Arn'] }],
    ['other', { 'Fn::GetAtt': 'OwnBus.Name' }],
    ['other', 'legacy'],
    ['other', 'aws.partner/example.com/7'],
  ])('is on the %s bus when it names %j', (bus, EventBusName) => {
    expect(rulesOf({ EventBusName })).toEqual([{ ...read, bus }]);
  });

  it('that follows a clock has no pattern to read', () => {
    expect(rulesOf({ EventPattern: undefined })).toEqual([]);
  });
});
