import type { IncomingHttpHeaders } from 'node:http';
import type { AwsError } from '../core/aws-error.ts';
import type { HttpReply } from '../core/http.ts';
import { jsonFailure } from './json-protocol.ts';
import { toXml } from './xml.ts';

const XML = { 'content-type': 'text/xml' };

/**
 * The answer to a request that reaches no operation, in what its sender can read: XML for the query protocol and for S3,
 * JSON for all others. docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function refuse(headers: IncomingHttpHeaders, error: AwsError, requestId: string): HttpReply {
  const { status, queryCode: Code, message: Message } = error;
  if (/\/s3\/aws4_request/.test(headers.authorization ?? ''))
    return { status, headers: XML, body: toXml('Error', { Code, Message, RequestId: requestId }) };
  if (!(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded'))
    return jsonFailure(error, 'application/x-amz-json-1.0', false);
  const Type = status >= 500 ? 'Receiver' : 'Sender';
  return {
    status,
    headers: XML,
    body: toXml('ErrorResponse', { Error: { Type, Code, Message }, RequestId: requestId }),
  };
}
