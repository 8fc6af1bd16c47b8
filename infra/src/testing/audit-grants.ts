import { statementsOf } from './permissions.ts';
import { listAt, ofType, referredId, valueAt, type Template } from './template.ts';

/** Actions for which IAM knows no resource, so that `*` is all there is to say. None of ours is one, yet. */
export const EXPLAINED_WILDCARDS: Readonly<Record<string, string>> = {};

/** What is granted too widely: wildcards, borrowed policies, shared roles, foreign sources, open queues. */
export function auditGrants(template: Template, service: string): readonly string[] {
  return [
    ...ofType(template, 'AWS::IAM::Role').flatMap(([id, role]) => roleProblems(id, role, service)),
    ...sharedRoles(template),
    ...ofType(template, 'AWS::SQS::Queue').flatMap(([id]) => queueProblems(template, id)),
  ];
}

function roleProblems(id: string, role: Readonly<Record<string, unknown>>, service: string): readonly string[] {
  const managed = listAt(role, 'ManagedPolicyArns').map((arn) => `${id}: managed policy ${JSON.stringify(arn)}`);
  return [...managed, ...statementsOf(role).flatMap((statement) => statementProblems(id, statement, service))];
}

function statementProblems(id: string, statement: unknown, service: string): readonly string[] {
  const actions = listAt(statement, 'Action').map(String);
  const wildActions = actions.filter((action) => action.includes('*')).map((action) => `${id}: action ${action}`);
  const unexplained = actions.filter((action) => EXPLAINED_WILDCARDS[action] === undefined);
  const wild = listAt(statement, 'Resource').some(isWild) ? unexplained.map((action) => `${id}: ${action} on *`) : [];
  const source = valueAt(statement, 'Condition', 'StringEquals', 'events:source');
  const foreign = actions.includes('events:PutEvents') && source !== service ? [`${id}: events of any source`] : [];
  return [...wildActions, ...wild, ...foreign];
}

function isWild(resource: unknown): boolean {
  return resource === '*' || JSON.stringify(resource).includes('*');
}

function sharedRoles(template: Template): readonly string[] {
  const roles = ofType(template, 'AWS::Lambda::Function').map(
    ([, { Role }]) => referredId(Role) ?? 'a role from elsewhere',
  );
  return roles.filter((role, index) => roles.indexOf(role) !== index).map((role) => `${role}: two functions share it`);
}

function queueProblems(template: Template, queueId: string): readonly string[] {
  const statements = ofType(template, 'AWS::SQS::QueuePolicy')
    .filter(([, policy]) => listAt(policy, 'Queues').some((queue) => referredId(queue) === queueId))
    .flatMap(([, policy]) => listAt(policy, 'PolicyDocument', 'Statement'));
  const tls = statements.some(
    (statement) => valueAt(statement, 'Condition', 'Bool', 'aws:SecureTransport') === 'false',
  );
  const open = statements.filter(
    (statement) => valueAt(statement, 'Effect') === 'Allow' && !isForRuleOf(template, queueId, statement),
  );
  return [...(tls ? [] : [`${queueId}: plain HTTP`]), ...open.map(() => `${queueId}: open to more than its rule`)];
}

function isForRuleOf(template: Template, queueId: string, statement: unknown): boolean {
  const rule = template.Resources[referredId(valueAt(statement, 'Condition', 'ArnEquals', 'aws:SourceArn')) ?? ''];
  const delivers = listAt(rule?.Properties, 'Targets').some((target) =>
    [valueAt(target, 'Arn'), valueAt(target, 'DeadLetterConfig', 'Arn')].some((arn) => referredId(arn) === queueId),
  );
  return (
    delivers &&
    valueAt(statement, 'Principal', 'Service') === 'events.amazonaws.com' &&
    valueAt(statement, 'Action') === 'sqs:SendMessage'
  );
}
