import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud } from '../../cloud.ts';
import type { RunningCloud } from '../../cloud.ts';
import type { Json } from '../../core/aws-error.ts';
import { OPERATOR } from '../../core/principal.ts';
import { makeSqsService } from '../sqs/index.ts';
import { makeMonitoringService } from './index.ts';

/** docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html */
describe('alarms', () => {
  let cloud: RunningCloud;
  let client: CloudWatchClient;

  beforeAll(async () => {
    cloud = await startCloud({ port: 0, services: [makeMonitoringService, makeSqsService] });
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    client = new CloudWatchClient({ endpoint: cloud.url, region: cloud.region, credentials });
  });

  afterAll(() => cloud.stop());

  const sqs = (operation: string, input: Json): Promise<Json> =>
    cloud.call({ principal: OPERATOR, service: 'sqs', operation, input });

  const putAlarm = (name: string, queue: string, metric = 'ApproximateNumberOfMessagesVisible'): Promise<unknown> =>
    client.send(
      new PutMetricAlarmCommand({
        AlarmName: name,
        Namespace: 'AWS/SQS',
        MetricName: metric,
        Dimensions: [{ Name: 'QueueName', Value: queue }],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      }),
    );

  async function stateOf(name: string): Promise<readonly [string | undefined, string | undefined]> {
    const AlarmTypes = ['MetricAlarm', 'CompositeAlarm'] as const;
    const { MetricAlarms = [], CompositeAlarms = [] } = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: [name], AlarmTypes: [...AlarmTypes] }),
    );
    const [alarm] = [...MetricAlarms, ...CompositeAlarms];
    return [alarm?.StateValue, alarm?.StateReason];
  }

  it('are in alarm while a dead-letter queue holds a message', async () => {
    await sqs('CreateQueue', { QueueName: 'dead' });
    await putAlarm('dead-letters', 'dead');
    expect(await stateOf('dead-letters')).toEqual([
      'OK',
      'Threshold Crossed: 1 datapoint [0] was not greater than the threshold (0).',
    ]);
    await sqs('SendMessage', { QueueUrl: `${cloud.url}/${cloud.accountId}/dead`, MessageBody: 'x' });
    expect((await stateOf('dead-letters'))[0]).toBe('ALARM');
  });

  it('lack data, and say why, where the local cloud cannot tell the metric', async () => {
    await putAlarm('unknown', 'dead', 'NumberOfMessagesSent');
    expect(await stateOf('unknown')).toEqual([
      'INSUFFICIENT_DATA',
      'The local cloud cannot tell AWS/SQS NumberOfMessagesSent: it records no metrics and no service call tells this one.',
    ]);
  });

  it('treat the missing age of an empty queue as they are told', async () => {
    await sqs('CreateQueue', { QueueName: 'idle' });
    await putAlarm('age', 'idle', 'ApproximateAgeOfOldestMessage');
    expect((await stateOf('age'))[0]).toBe('OK');
  });

  it('combine in composite alarms by AND, OR, NOT and parentheses', async () => {
    const AlarmRule = '(ALARM("dead-letters") OR ALARM(unknown)) AND NOT OK("dead-letters")';
    await client.send(new PutCompositeAlarmCommand({ AlarmName: 'all', AlarmRule }));
    expect((await stateOf('all'))[0]).toBe('ALARM');
  });

  it('keep a state that is set until the next evaluation', async () => {
    await client.send(new SetAlarmStateCommand({ AlarmName: 'age', StateValue: 'ALARM', StateReason: 'drill' }));
    expect(await stateOf('age')).toEqual(['ALARM', 'drill']);
    await cloud.clock.advance(60_000);
    expect((await stateOf('age'))[0]).toBe('OK');
  });

  it('refuse metric math by name', async () => {
    const math = new PutMetricAlarmCommand({
      AlarmName: 'math',
      EvaluationPeriods: 1,
      ComparisonOperator: 'LessThanThreshold',
      Metrics: [],
    });
    await expect(client.send(math)).rejects.toThrow(
      'The local cloud does not implement monitoring:PutMetricAlarm parameter metrics',
    );
  });

  it('refuse a rule that does not parse', async () => {
    const broken = new PutCompositeAlarmCommand({ AlarmName: 'broken', AlarmRule: 'ALARM("a") OR' });
    await expect(client.send(broken)).rejects.toThrow('AlarmRule is invalid: it ends too early.');
  });

  it('are gone when deleted, all or none', async () => {
    await expect(client.send(new DeleteAlarmsCommand({ AlarmNames: ['age', 'nobody'] }))).rejects.toMatchObject({
      name: 'ResourceNotFound',
      $metadata: { httpStatusCode: 404 },
    });
    await client.send(new DeleteAlarmsCommand({ AlarmNames: ['age'] }));
    expect(await stateOf('age')).toEqual([undefined, undefined]);
  });
});
