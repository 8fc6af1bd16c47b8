import { daysOf, type RetentionKind } from '../retention.ts';
import type { StageSettings } from '../stage.ts';
import { deadLetterQueues } from './audit-hops.ts';
import { valueAt, type Template, type TemplateResource } from './template.ts';

/** Names that would make a second stage, or a replacement, collide with the first. The bus and its parameters are the exceptions. */
const PHYSICAL_NAMES = ['AlarmName', 'FunctionName', 'LogGroupName', 'QueueName', 'RoleName', 'TableName', 'TopicName'];

/** What stays too long or not long enough, or ties stacks and stages together. */
export function auditKeeping(template: Template, stage: StageSettings): readonly string[] {
  return [
    ...Object.entries(template.Resources).flatMap(([id, resource]) =>
      resourceProblems(template, stage, { id, resource }),
    ),
    ...Object.entries(template.Outputs ?? {})
      .filter(([, output]) => output['Export'] !== undefined)
      .map(([id]) => `${id}: an export`),
  ];
}

interface Named {
  readonly id: string;
  readonly resource: TemplateResource;
}

function resourceProblems(template: Template, stage: StageSettings, { id, resource }: Named): readonly string[] {
  const custom = /^(Custom::|AWS::CloudFormation::CustomResource)/.test(resource.Type)
    ? [`${id}: a custom resource`]
    : [];
  const named = PHYSICAL_NAMES.filter((name) => name !== 'FunctionName' || resource.Type === 'AWS::Lambda::Function')
    .filter((name) => valueAt(resource.Properties, name) !== undefined)
    .map((name) => `${id}: a fixed ${name}`);
  const kind = kindOf(template, id, resource);
  return [...custom, ...named, ...(kind === undefined ? [] : keepingProblems(stage, kind, { id, resource }))];
}

function kindOf(template: Template, id: string, { Type }: TemplateResource): RetentionKind | undefined {
  if (Type === 'AWS::DynamoDB::Table') return 'table';
  if (Type === 'AWS::Events::Archive') return 'archive';
  if (Type === 'AWS::SQS::Queue') return deadLetterQueues(template).includes(id) ? 'deadLetters' : 'queue';
  if (Type !== 'AWS::Logs::LogGroup') return undefined;
  return id.includes('AccessLog') ? 'accessLog' : 'functionLog';
}

function keepingProblems(stage: StageSettings, kind: RetentionKind, { id, resource }: Named): readonly string[] {
  const wanted = stage.keep ? 'Retain' : 'Delete';
  const policies = [resource.DeletionPolicy, resource.UpdateReplacePolicy];
  const gone = policies.every((policy) => policy === wanted) ? [] : [`${id}: not ${wanted}`];
  const days = daysOf(kind, stage);
  const found = daysIn(resource);
  return [
    ...gone,
    ...(found === days ? [] : [`${id}: kept ${String(found)} days, not ${days}`]),
    ...tableProblems(stage, kind, { id, resource }),
  ];
}

function daysIn({ Properties }: TemplateResource): unknown {
  const seconds = valueAt(Properties, 'MessageRetentionPeriod');
  if (typeof seconds === 'number') return seconds / 86_400;
  return valueAt(Properties, 'RetentionInDays') ?? valueAt(Properties, 'RetentionDays') ?? 'forever';
}

function tableProblems(stage: StageSettings, kind: RetentionKind, { id, resource }: Named): readonly string[] {
  if (kind !== 'table') return [];
  const { Properties } = resource;
  const kept = valueAt(Properties, 'DeletionProtectionEnabled') === true;
  const recoverable = valueAt(Properties, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true;
  return [
    ...(kept === stage.keep ? [] : [`${id}: deletion protection`]),
    ...(recoverable === stage.keep ? [] : [`${id}: point-in-time recovery`]),
    ...(valueAt(Properties, 'BillingMode') === 'PAY_PER_REQUEST' ? [] : [`${id}: not on demand`]),
  ];
}
