import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { Permission, PolicyDocument } from '../../core/policy.ts';

/** Operations on a stream itself; the others are judged on the group. service-authorization/latest/reference/list_amazoncloudwatchlogs.html */
const ON_STREAM = new Set(['PutLogEvents', 'GetLogEvents', 'DeleteLogStream']);

/** Services that deliver logs into groups, as log delivery allows them. docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-and-resource-policy.html */
const DELIVERY: PolicyDocument = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { Service: ['delivery.logs.amazonaws.com', 'apigateway.amazonaws.com'] },
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: '*',
  },
};

/** IAM sees a group as its (empty) stream: `…:log-group:NAME:log-stream:`. */
function resourceOf(cloud: Cloud, operation: string, input: Json): string {
  const { resourceArn, logGroupIdentifier, logGroupName } = input;
  if (typeof resourceArn === 'string') return resourceArn;
  const given = typeof logGroupName === 'string' ? logGroupName : logGroupIdentifier;
  const name = typeof given === 'string' ? given.replace(/^arn:.*:log-group:/, '').replace(/:\*$/, '') : '';
  const stream = ON_STREAM.has(operation) && typeof input['logStreamName'] === 'string' ? input['logStreamName'] : '';
  return cloud.arn('logs', `log-group:${name}:log-stream:${stream}`);
}

export function permissionsOf(cloud: Cloud, operation: string, input: Json): readonly Permission[] {
  return [{ action: `logs:${operation}`, resource: resourceOf(cloud, operation, input), resourcePolicy: DELIVERY }];
}
