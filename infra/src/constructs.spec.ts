import { describe, expect, it } from 'vitest';
import { App, Stack } from 'aws-cdk-lib/core';
import { NotInServiceStackError } from './service-stack.ts';
import { ServiceFunction } from './service-function.ts';
import { auditGrants } from './testing/audit-grants.ts';
import { auditHops, deadLetterQueues } from './testing/audit-hops.ts';
import { auditKeeping } from './testing/audit-keeping.ts';
import { parcels } from './testing/parcels.ts';
import { permissionsOf } from './testing/permissions.ts';
import { synthesize } from './testing/synthesize.ts';
import { ofType, referredId, valueAt } from './testing/template.ts';
import { stageSettings } from './stage.ts';

const sandbox = synthesize(parcels('alice')).template;
const production = synthesize(parcels('prod')).template;

describe('a service of a kept stage', () => {
  it('passes the audits', () => {
    expect(auditHops(production)).toEqual([]);
    expect(auditGrants(production, 'parcels')).toEqual([]);
    expect(auditKeeping(production, stageSettings('prod'))).toEqual([]);
  });

  it('watches queues and streams for age and tells the topic of every alarm', () => {
    const alarms = ofType(production, 'AWS::CloudWatch::Alarm').map(([, alarm]) => alarm);
    expect(alarms.map(({ MetricName }) => String(MetricName)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesVisible',
      'ApproximateNumberOfMessagesVisible',
      'IteratorAge',
    ]);
    expect(alarms.map(({ AlarmActions }) => AlarmActions)).toEqual(alarms.map(() => [{ Ref: 'AlarmsTopicArn' }]));
    expect(ofType(production, 'AWS::CloudWatch::CompositeAlarm')).toEqual([]);
  });

  it('lets no browser in until its origins are named', () => {
    const [[, api] = []] = ofType(production, 'AWS::ApiGatewayV2::Api');
    expect(valueAt(api, 'CorsConfiguration')).toBeUndefined();
  });
});

describe('a service of a sandbox', () => {
  it('watches its dead letters, one alarm a queue, and tells nobody', () => {
    const alarms = ofType(sandbox, 'AWS::CloudWatch::Alarm');
    expect(alarms.map(([, { MetricName }]) => MetricName)).toEqual(
      deadLetterQueues(sandbox).map(() => 'ApproximateNumberOfMessagesVisible'),
    );
    expect(alarms.filter(([, { AlarmActions }]) => AlarmActions !== undefined)).toEqual([]);
  });

  it('has no alarm that costs more than a plain one', () => {
    expect(ofType(sandbox, 'AWS::CloudWatch::CompositeAlarm')).toEqual([]);
    const periods = ofType(sandbox, 'AWS::CloudWatch::Alarm').map(([, { Period, Metrics }]) => [Period, Metrics]);
    expect(periods).toEqual(periods.map(() => [60, undefined]));
  });

  it('has no network of its own and no keys to pay for', () => {
    const types = Object.values(sandbox.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => /^AWS::(EC2|KMS|Kinesis|SecretsManager)::/.test(type))).toEqual([]);
  });
});

describe('a consumer of a table stream', () => {
  it('parks where Lambda leaves what it gave up', () => {
    const [, mapping] = ofType(sandbox, 'AWS::Lambda::EventSourceMapping').find(([id]) => id.includes('Publish')) ?? [];
    const [, fn] = ofType(sandbox, 'AWS::Lambda::Function').find(([id]) => id.includes('Publish')) ?? [];
    const failures = referredId(valueAt(mapping, 'DestinationConfig', 'OnFailure', 'Destination'));
    expect(referredId(valueAt(fn, 'Environment', 'Variables', 'PARKED_QUEUE_URL'))).toBe(failures);
    expect(failures).toMatch(/^PublishEventsFailures/);
  });
});

describe('the roles of a service', () => {
  it('let a consumer poll its queue and do what it was given, and no more', () => {
    expect(permissionsOf(sandbox, 'on-order-placed')).toEqual([
      {
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        resources: ['{OnOrderPlacedQueue}'],
      },
      { actions: ['dynamodb:PutItem'], resources: ['{ParcelsTable}'] },
    ]);
  });

  it('let a publisher read the stream, park events, and publish as the service', () => {
    expect(permissionsOf(sandbox, 'publish-events')).toEqual([
      {
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: ['{ParcelsTable}'],
      },
      { actions: ['sqs:SendMessage'], resources: ['{PublishEventsFailures}'] },
      {
        actions: ['events:PutEvents'],
        resources: ['{BusArn}'],
        condition: { StringEquals: { 'events:source': 'parcels' } },
      },
    ]);
  });

  it('let each function write its own log and no other', () => {
    const own = ofType(sandbox, 'AWS::IAM::Role').map(([id, role]) => [
      id.replace(/HandlerRole.*|Role\w{8}$/, ''),
      JSON.stringify(valueAt(role, 'Policies', 0, 'PolicyDocument', 'Statement', 0, 'Resource')),
    ]);
    expect(own).toHaveLength(3);
    for (const [name, resource] of own) expect(resource).toContain(`"${name}`);
  });
});

describe('every route', () => {
  it('asks for a token of the issuer and audience of the stage', () => {
    const [[id, authorizer] = []] = ofType(sandbox, 'AWS::ApiGatewayV2::Authorizer');
    expect(valueAt(authorizer, 'JwtConfiguration')).toEqual({
      Audience: [{ Ref: 'AuthAudience' }],
      Issuer: { Ref: 'AuthIssuer' },
    });
    for (const [, route] of ofType(sandbox, 'AWS::ApiGatewayV2::Route')) {
      expect([route['AuthorizationType'], route['AuthorizerId']]).toEqual(['JWT', { Ref: id }]);
    }
  });

  it('is throttled and logged', () => {
    const [[, stage] = []] = ofType(sandbox, 'AWS::ApiGatewayV2::Stage');
    expect(valueAt(stage, 'DefaultRouteSettings')).toEqual({ ThrottlingBurstLimit: 1000, ThrottlingRateLimit: 2000 });
    expect(valueAt(stage, 'AccessLogSettings', 'Format')).toContain('$context.requestId');
  });
});

describe('a synthesis', () => {
  it('writes the same text twice', { timeout: 60_000 }, () => {
    expect(synthesize(parcels('alice')).text).toBe(synthesize(parcels('alice')).text);
  });

  it('leaves nothing for cdk-nag and the template checks to say', { timeout: 60_000 }, () => {
    expect(synthesize({ ...parcels('alice'), validate: true }).findings).toEqual([]);
    expect(synthesize({ ...parcels('prod'), validate: true }).findings).toEqual([]);
  });

  it('refuses a function outside a service', () => {
    const stack = new Stack(new App(), 'elsewhere');
    const props = { handler: 'on-order-placed', statements: [], environment: {}, timeoutSeconds: 1 };
    expect(() => new ServiceFunction(stack, 'Lost', props)).toThrow(NotInServiceStackError);
  });
});
