import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { PolicyDocument } from '../../../core/policy.ts';
import { checkedPolicy } from '../../../iam/policy-check.ts';
import { invalidAttributeName, invalidAttributeValue } from '../errors.ts';
import type { QueueAttributes } from './settings.ts';

interface AttributeRule {
  /** Given to a queue that does not set it; none when absent. */
  readonly fallback?: string;
  readonly check: (value: string) => boolean;
  /** Only FIFO queues have it. */
  readonly fifoOnly?: true;
}

const range =
  (min: number, max: number) =>
  (value: string): boolean =>
    /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max;

const oneOf =
  (...values: readonly string[]) =>
  (value: string): boolean =>
    values.includes(value);

const parsed = (value: string): unknown => {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
};

const jsonObject = (value: string): boolean => {
  const document = parsed(value);
  return value === '' || (typeof document === 'object' && document !== null && !Array.isArray(document));
};

/**
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-using-identity-based-policies.html
 * @throws {NotImplementedLocallyError} for a condition that is not evaluated here.
 */
function accessPolicy(value: string): boolean {
  if (value === '') return true;
  if (!jsonObject(value)) return false;
  try {
    return checkedPolicy(parsed(value) as PolicyDocument, 'resource') !== undefined;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'MalformedPolicyDocument') return false;
    throw error;
  }
}

/** `maxReceiveCount` 1 to 1,000. API_SetQueueAttributes.html */
const MAX_RECEIVE_COUNT = 1000;

function redrivePolicy(value: string): boolean {
  if (value === '') return true;
  if (!jsonObject(value)) return false;
  const { deadLetterTargetArn, maxReceiveCount } = parsed(value) as Record<string, unknown>;
  return (
    typeof deadLetterTargetArn === 'string' &&
    deadLetterTargetArn.startsWith('arn:') &&
    range(1, MAX_RECEIVE_COUNT)(String(maxReceiveCount))
  );
}

const MAX_SOURCE_QUEUES = 10;

function redriveAllowPolicy(value: string): boolean {
  if (value === '') return true;
  if (!jsonObject(value)) return false;
  const { redrivePermission, sourceQueueArns } = parsed(value) as Record<string, unknown>;
  if (redrivePermission !== 'byQueue')
    return oneOf('allowAll', 'denyAll')(String(redrivePermission)) && sourceQueueArns === undefined;
  const arns: readonly unknown[] = Array.isArray(sourceQueueArns) ? sourceQueueArns : [];
  return arns.length >= 1 && arns.length <= MAX_SOURCE_QUEUES && arns.every((arn) => typeof arn === 'string');
}

/**
 * The attributes that can be set, with AWS's ranges and defaults.
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
const RULES: Readonly<Record<string, AttributeRule>> = {
  DelaySeconds: { fallback: '0', check: range(0, 900) },
  MaximumMessageSize: { fallback: '1048576', check: range(1024, 1_048_576) },
  MessageRetentionPeriod: { fallback: '345600', check: range(60, 1_209_600) },
  ReceiveMessageWaitTimeSeconds: { fallback: '0', check: range(0, 20) },
  VisibilityTimeout: { fallback: '30', check: range(0, 43_200) },
  Policy: { check: accessPolicy },
  RedrivePolicy: { check: redrivePolicy },
  RedriveAllowPolicy: { check: redriveAllowPolicy },
  SqsManagedSseEnabled: { fallback: 'true', check: oneOf('true', 'false') },
  FifoQueue: { check: oneOf('true'), fifoOnly: true },
  ContentBasedDeduplication: { fallback: 'false', check: oneOf('true', 'false'), fifoOnly: true },
  DeduplicationScope: { fallback: 'queue', check: oneOf('queue', 'messageGroup'), fifoOnly: true },
  FifoThroughputLimit: { fallback: 'perQueue', check: oneOf('perQueue', 'perMessageGroupId'), fifoOnly: true },
};

/** Names that AWS knows and we do not honour: nothing is encrypted under a customer's key here. */
const NOT_HONOURED: readonly string[] = ['KmsMasterKeyId', 'KmsDataKeyReusePeriodSeconds'];

/** Names that can only be asked for. API_GetQueueAttributes.html */
const READ_ONLY_ATTRIBUTES: readonly string[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
];

export const isQueueAttribute = (name: string): boolean =>
  [...READ_ONLY_ATTRIBUTES, ...NOT_HONOURED, 'All'].includes(name) || Object.hasOwn(RULES, name);

/** High throughput goes by message group. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html */
function checkThroughput({ FifoThroughputLimit, DeduplicationScope }: QueueAttributes): void {
  if (FifoThroughputLimit === 'perMessageGroupId' && DeduplicationScope === 'queue')
    throw invalidAttributeValue('FifoThroughputLimit', 'perMessageGroupId needs the DeduplicationScope messageGroup.');
}

function checkAttribute(name: string, value: string, fifo: boolean): void {
  if (NOT_HONOURED.includes(name)) throw new NotImplementedLocallyError(`the SQS queue attribute ${name}`);
  const rule = Object.hasOwn(RULES, name) ? RULES[name] : undefined;
  if (rule === undefined || (rule.fifoOnly === true && !fifo)) throw invalidAttributeName(name);
  if (!rule.check(value)) throw invalidAttributeValue(name);
}

/** @throws {AwsError} InvalidAttributeName or InvalidAttributeValue. */
export function checkAttributes(attributes: QueueAttributes, fifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) checkAttribute(name, value, fifo);
  checkThroughput(attributes);
}

/** The attributes of a new queue: what is set, and AWS's defaults for the rest. */
export function withDefaults(attributes: QueueAttributes, fifo: boolean): QueueAttributes {
  const complete: Record<string, string> = {};
  for (const [name, { fallback, fifoOnly }] of Object.entries(RULES))
    if (fallback !== undefined && (fifo || fifoOnly !== true)) complete[name] = fallback;
  return withoutEmpty({ ...complete, ...attributes });
}

/** An empty policy takes the attribute away. */
export const withoutEmpty = (attributes: QueueAttributes): QueueAttributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
