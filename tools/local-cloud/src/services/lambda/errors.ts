import { AwsError } from '../../core/aws-error.ts';

/** Errors of the Lambda API. docs.aws.amazon.com/lambda/latest/api/CommonErrors.html and each operation's page */
const failed = (code: string, status: number, message: string): AwsError =>
  new AwsError(code, message, { status, fields: { Type: 'User' } });

export const functionNotFound = (arn: string): AwsError =>
  failed('ResourceNotFoundException', 404, `Function not found: ${arn}`);

export const resourceNotFound = (message: string): AwsError => failed('ResourceNotFoundException', 404, message);

export const resourceConflict = (message: string): AwsError => failed('ResourceConflictException', 409, message);

export const invalidParameterValue = (message: string): AwsError =>
  failed('InvalidParameterValueException', 400, message);

export const validationError = (member: string, value: unknown, constraint: string): AwsError =>
  failed(
    'ValidationException',
    400,
    `1 validation error detected: Value '${String(value)}' at '${member}' failed to satisfy constraint: ${constraint}`,
  );

/** docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html */
export const tooManyRequests = (): AwsError =>
  new AwsError('TooManyRequestsException', 'Rate Exceeded.', {
    status: 429,
    fields: { Type: 'User', Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
  });

export const requestTooLarge = (bytes: number, limit: number): AwsError =>
  failed(
    'RequestTooLargeException',
    413,
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation, but was ${bytes} bytes`,
  );

export const invalidRequestContent = (reason: string): AwsError =>
  failed('InvalidRequestContentException', 400, `Could not parse request body into json: ${reason}`);
