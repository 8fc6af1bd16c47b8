import { AwsError, type Json } from '../../core/aws-error.ts';
import type { Permission } from '../../core/policy.ts';
import type { Principal } from '../../core/principal.ts';
import type { Denial } from '../../core/service.ts';
import { denialReason } from '../../iam/authorizer.ts';
import { lastSegment, queueArn, type SqsState } from './state.ts';

/** Batch calls need the permission of the single one. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html */
const actionOf = (operation: string): string => `sqs:${operation.replace(/Batch$/, '')}`;

export interface QueueCall {
  readonly operation: string;
  readonly input: Json;
  readonly principal: Principal;
}

function needs(state: SqsState, action: string, name: string): Permission {
  return {
    action,
    resource: queueArn(state.cloud, name),
    resourcePolicy: state.queues.get(name)?.settings.policy,
  };
}

/** Moving messages also receives and deletes at the source and sends to the destination. API_StartMessageMoveTask.html */
function moveTaskNeeds(state: SqsState, input: Json): readonly Permission[] {
  const source = queueNameOf(input) ?? '';
  const actions = ['StartMessageMoveTask', 'ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];
  const atSource = actions.map((action) => needs(state, `sqs:${action}`, source));
  if (typeof input['DestinationArn'] !== 'string') return atSource;
  return [...atSource, needs(state, 'sqs:SendMessage', lastSegment(input['DestinationArn']))];
}

function queueNameOf(input: Json): string | undefined {
  const named = [input['QueueUrl'], input['QueueName'], input['SourceArn']].find((value) => typeof value === 'string');
  return typeof named === 'string' ? lastSegment(named) : undefined;
}

/** A task handle carries the ARN of its source. */
function moveTaskSource(input: Json): string | undefined {
  try {
    const handle = Buffer.from(String(input['TaskHandle']), 'base64').toString();
    return lastSegment((JSON.parse(handle) as { sourceArn: string }).sourceArn);
  } catch {
    return undefined;
  }
}

/**
 * What a call needs. A service that acts for a resource has no policies of its own, and a queue that does not exist has
 * none either: the operation itself says that it is not there.
 * @see docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html
 */
export function permissionsOf(state: SqsState, call: QueueCall): readonly Permission[] {
  const { operation, input, principal } = call;
  if (operation === 'StartMessageMoveTask') return moveTaskNeeds(state, input);
  const name = operation === 'CancelMessageMoveTask' ? moveTaskSource(input) : queueNameOf(input);
  if (name === undefined) return [{ action: actionOf(operation), resource: '*' }];
  if (principal.kind === 'service' && !state.queues.has(name)) return [];
  return [needs(state, actionOf(operation), name)];
}

/** SQS writes actions in lower case. docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function accessDenied(denial: Denial): AwsError {
  const { principalArn, permission } = denial;
  const action = permission.action.toLowerCase();
  const why = denialReason(denial, action);
  const message = `User: ${principalArn} is not authorized to perform: ${action} on resource: ${permission.resource} ${why}`;
  return new AwsError('AccessDeniedException', message, { status: 403, queryCode: 'AccessDenied' });
}
