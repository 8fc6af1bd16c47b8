import { listAt, ofType, referredId, valueAt, type Template } from './template.ts';

const FOURTEEN_DAYS = 14 * 86_400;
const ONE_DAY = 86_400;
const COMMITS = '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"kind":{"S":["commit"]}}}}';

/** What is missing on the way from one process to another: dead letters, partial failures, time-outs, alarms. */
export function auditHops(template: Template): readonly string[] {
  const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping');
  return [
    ...ofType(template, 'AWS::Events::Rule').flatMap(([id, rule]) => ruleProblems(template, id, rule)),
    ...mappings.flatMap(([id, mapping]) => mappingProblems(template, id, mapping)),
    ...deadLetterQueues(template).flatMap((queue) => alarmProblems(template, queue)),
  ];
}

/** Queues that no function polls: what lands there waits for a person. */
export function deadLetterQueues(template: Template): readonly string[] {
  const polled = ofType(template, 'AWS::Lambda::EventSourceMapping').map(([, mapping]) =>
    referredId(mapping['EventSourceArn']),
  );
  return ofType(template, 'AWS::SQS::Queue')
    .map(([id]) => id)
    .filter((id) => !polled.includes(id));
}

function ruleProblems(template: Template, id: string, rule: unknown): readonly string[] {
  return listAt(rule, 'Targets').flatMap((target) =>
    keeps(template, valueAt(target, 'DeadLetterConfig', 'Arn'))
      ? []
      : [`${id}: a target without a dead-letter queue of 14 days`],
  );
}

function mappingProblems(
  template: Template,
  id: string,
  mapping: Readonly<Record<string, unknown>>,
): readonly string[] {
  const problems = listAt(mapping, 'FunctionResponseTypes').includes('ReportBatchItemFailures')
    ? []
    : [`${id}: no partial failures`];
  const source = referredId(mapping['EventSourceArn']) ?? '';
  const fromQueue = template.Resources[source]?.Type === 'AWS::SQS::Queue';
  const more = fromQueue ? queueProblems(template, source, mapping) : streamProblems(template, mapping);
  return [...problems, ...more.map((problem) => `${id}: ${problem}`)];
}

function queueProblems(template: Template, queueId: string, mapping: unknown): readonly string[] {
  const queue = template.Resources[queueId]?.Properties;
  const fn = template.Resources[referredId(valueAt(mapping, 'FunctionName')) ?? '']?.Properties;
  return [
    ...(keeps(template, valueAt(queue, 'RedrivePolicy', 'deadLetterTargetArn'))
      ? []
      : ['a queue without a dead-letter queue of 14 days']),
    ...(Number(valueAt(queue, 'VisibilityTimeout')) >= 6 * Number(valueAt(fn, 'Timeout'))
      ? []
      : ['visibility under six time-outs']),
    ...(Number(valueAt(queue, 'RedrivePolicy', 'maxReceiveCount')) >= 5 ? [] : ['fewer than five receives']),
  ];
}

function streamProblems(template: Template, mapping: unknown): readonly string[] {
  return [
    ...(keeps(template, valueAt(mapping, 'DestinationConfig', 'OnFailure', 'Destination'))
      ? []
      : ['no failure queue of 14 days']),
    ...(valueAt(mapping, 'BisectBatchOnFunctionError') === true ? [] : ['no bisect']),
    ...(Number(valueAt(mapping, 'MaximumRecordAgeInSeconds')) <= ONE_DAY / 2
      ? []
      : ['records may age over half a day']),
    ...(valueAt(mapping, 'FilterCriteria', 'Filters', 0, 'Pattern') === COMMITS ? [] : ['more than commits']),
  ];
}

function alarmProblems(template: Template, queueId: string): readonly string[] {
  const watching = ofType(template, 'AWS::CloudWatch::Alarm').filter(
    ([, alarm]) =>
      alarm['MetricName'] === 'ApproximateNumberOfMessagesVisible' &&
      listAt(alarm, 'Dimensions').some((dimension) => referredId(valueAt(dimension, 'Value')) === queueId),
  );
  if (watching.length === 0) return [`${queueId}: no alarm`];
  const withRunbook = watching.filter(([, alarm]) =>
    /docs\/runbooks\/[a-z-]+\.md$/.test(String(alarm['AlarmDescription'])),
  );
  return withRunbook.length === 0 ? [`${queueId}: an alarm without a runbook`] : [];
}

function keeps(template: Template, arn: unknown): boolean {
  const queue = template.Resources[referredId(arn) ?? ''];
  return queue?.Type === 'AWS::SQS::Queue' && valueAt(queue.Properties, 'MessageRetentionPeriod') === FOURTEEN_DAYS;
}
