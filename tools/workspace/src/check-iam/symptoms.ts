import type { Symptom } from './expectations.ts';
import type { Grant } from './grants.ts';
import type { Examined } from './system.ts';

interface FunctionConfiguration {
  readonly FunctionName: string;
  readonly Role: string;
  readonly LoggingConfig: { readonly LogGroup: string };
}

/** A role of the templates that no function runs as. */
export class RoleWithoutFunctionError extends Error {
  override readonly name = 'RoleWithoutFunctionError';
}

async function functionOf(system: Examined, { roleArn }: Grant): Promise<FunctionConfiguration> {
  const { Functions: functions } = await system.aws('lambda', 'ListFunctions', {});
  const found = (functions as readonly FunctionConfiguration[]).find(({ Role: role }) => role === roleArn);
  if (!found) throw new RoleWithoutFunctionError(`No function runs as ${roleArn}.`);
  return found;
}

async function logLines(system: Examined, grant: Grant, filterPattern?: string): Promise<number> {
  const { LoggingConfig: logging } = await functionOf(system, grant);
  const input = { logGroupName: logging.LogGroup, ...(filterPattern === undefined ? {} : { filterPattern }) };
  const { events } = await system.aws('logs', 'FilterLogEvents', input);
  return (events as readonly unknown[]).length;
}

/** SQS writes the action in lower case where it refuses it, other services as policies do. */
const anyCase = (action: string): string => `?"${action}" ?"${action.toLowerCase()}"`;

async function messagesIn(system: Examined, queueArn: string): Promise<number> {
  const QueueName = queueArn.slice(queueArn.lastIndexOf(':') + 1);
  const { QueueUrl } = await system.aws('sqs', 'GetQueueUrl', { QueueName });
  const AttributeNames = ['ApproximateNumberOfMessages'];
  const { Attributes: attributes } = await system.aws('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames });
  return Number((attributes as Readonly<Record<string, string>>)['ApproximateNumberOfMessages']);
}

/** Whether a person who looks where the symptom is would see that the grant is missing. */
export async function shows(symptom: Exclude<Symptom, 'deployment'>, system: Examined, grant: Grant): Promise<boolean> {
  switch (symptom) {
    case 'function log':
      return (await logLines(system, grant, anyCase(grant.action))) > 0;
    case 'no log':
      return (await logLines(system, grant)) === 0;
    case 'no failure record':
      return (await messagesIn(system, grant.resource)) === 0;
  }
}
