import { AwsError } from '../../core/aws-error.ts';

const QUERY_PREFIX = 'AWS.SimpleQueueService.';

/**
 * SQS's errors: shape name in JSON, and the older query code that SDKs still compare.
 * docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html and each action's page.
 */
const sqsError = (code: string, message: string, queryCode: string): AwsError =>
  new AwsError(code, message, { queryCode });

export const queueDoesNotExist = (): AwsError =>
  sqsError('QueueDoesNotExist', 'The specified queue does not exist.', `${QUERY_PREFIX}NonExistentQueue`);

export const queueNameExists = (attribute: string): AwsError =>
  sqsError(
    'QueueNameExists',
    `A queue already exists with the same name and a different value for attribute ${attribute}`,
    'QueueAlreadyExists',
  );

export const queueDeletedRecently = (): AwsError =>
  sqsError(
    'QueueDeletedRecently',
    'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
    `${QUERY_PREFIX}QueueDeletedRecently`,
  );

export const purgeInProgress = (name: string): AwsError =>
  new AwsError('PurgeQueueInProgress', `Only one PurgeQueue operation on ${name} is allowed every 60 seconds.`, {
    status: 403,
    queryCode: `${QUERY_PREFIX}PurgeQueueInProgress`,
  });

export const overLimit = (message: string): AwsError => new AwsError('OverLimit', message, { status: 403 });

export const missingParameter = (name: string): AwsError =>
  sqsError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`, 'MissingParameter');

export const invalidParameter = (message: string): AwsError =>
  sqsError('InvalidParameterValueException', message, 'InvalidParameterValue');

export const invalidParameterValue = (name: string, value: unknown, reason: string): AwsError =>
  invalidParameter(`Value ${String(value)} for parameter ${name} is invalid. Reason: ${reason}`);

export const invalidAttributeName = (name: string): AwsError =>
  sqsError('InvalidAttributeName', `Unknown Attribute ${name}.`, 'InvalidAttributeName');

export const invalidAttributeValue = (name: string, reason = ''): AwsError =>
  sqsError(
    'InvalidAttributeValue',
    `Invalid value for the parameter ${name}.${reason === '' ? '' : ` Reason: ${reason}`}`,
    'InvalidAttributeValue',
  );

export const invalidMessageContents = (): AwsError =>
  sqsError(
    'InvalidMessageContents',
    'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF',
    'InvalidMessageContents',
  );

export const receiptHandleInvalid = (handle: string): AwsError =>
  sqsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    'ReceiptHandleIsInvalid',
  );

export const unsupportedOperation = (message: string): AwsError =>
  sqsError('UnsupportedOperation', message, `${QUERY_PREFIX}UnsupportedOperation`);

export const resourceNotFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { status: 404 });

export const emptyBatch = (entryType: string): AwsError =>
  sqsError(
    'EmptyBatchRequest',
    `There should be at least one ${entryType} in the request.`,
    `${QUERY_PREFIX}EmptyBatchRequest`,
  );

export const tooManyEntries = (count: number): AwsError =>
  sqsError(
    'TooManyEntriesInBatchRequest',
    `Maximum number of entries per request are 10. You have sent ${count}.`,
    `${QUERY_PREFIX}TooManyEntriesInBatchRequest`,
  );

export const batchIdsNotDistinct = (id: string): AwsError =>
  sqsError('BatchEntryIdsNotDistinct', `Id ${id} repeated.`, `${QUERY_PREFIX}BatchEntryIdsNotDistinct`);

export const invalidBatchEntryId = (): AwsError =>
  sqsError(
    'InvalidBatchEntryId',
    'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    `${QUERY_PREFIX}InvalidBatchEntryId`,
  );

export const batchTooLong = (limitBytes: number, sentBytes: number): AwsError =>
  sqsError(
    'BatchRequestTooLong',
    `Batch requests cannot be longer than ${limitBytes} bytes. You have sent ${sentBytes} bytes.`,
    `${QUERY_PREFIX}BatchRequestTooLong`,
  );
