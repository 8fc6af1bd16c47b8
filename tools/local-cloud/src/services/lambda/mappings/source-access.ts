import type { Cloud } from '../../../core/cloud.ts';
import { invalidParameterValue } from '../errors.ts';
import { isQueueArn } from './mapping-settings.ts';

/** What a role needs to poll a queue. docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const QUEUE_ACTIONS = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

/** What a role needs to read a table's stream. docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html */
const STREAM_ACTIONS = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'];

/**
 * Lambda refuses a mapping whose function's role cannot read the source, before anything is read.
 * @throws {AwsError} `InvalidParameterValueException` in Lambda's words, which tell a queue's missing action by name and a
 * stream's all together.
 */
export function checkSourceAccess({ roles }: Pick<Cloud, 'roles'>, roleArn: string, sourceArn: string): void {
  if (isQueueArn(sourceArn)) {
    const missing = QUEUE_ACTIONS.find((action) => !roles.allows(roleArn, `sqs:${action}`, sourceArn));
    if (missing === undefined) return;
    throw invalidParameterValue(`The provided execution role does not have permissions to call ${missing} on SQS`);
  }
  if (STREAM_ACTIONS.every((action) => roles.allows(roleArn, `dynamodb:${action}`, sourceArn))) return;
  throw invalidParameterValue(
    `Cannot access stream ${sourceArn}. Please ensure the role can perform the GetRecords, GetShardIterator, ` +
      'DescribeStream, and ListStreams Actions on your stream in IAM.',
  );
}
