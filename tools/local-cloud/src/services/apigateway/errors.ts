import { AwsError } from '../../core/aws-error.ts';

/** docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html, its responses */
export const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);

export const conflict = (message: string): AwsError => new AwsError('ConflictException', message, { status: 409 });

export const notFound = (what: string, id: string): AwsError =>
  new AwsError('NotFoundException', `Invalid ${what} identifier specified ${id}`, { status: 404 });
