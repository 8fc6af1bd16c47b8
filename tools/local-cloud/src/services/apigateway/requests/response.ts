import type { Json } from '../../../core/aws-error.ts';
import type { HttpReply } from '../../../core/http.ts';
import { internalServerErrorReply } from './replies.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Without `statusCode` the whole result is the body. The documented page below. */
function inferred(result: unknown, payload: string): HttpReply {
  const body = typeof result === 'string' ? result : payload;
  return { status: 200, headers: JSON_TYPE, body };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function headersOf({ headers, cookies }: Json): Record<string, string | readonly string[]> {
  const lower: Record<string, string | readonly string[]> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, value] of Object.entries(isObject(headers) ? headers : {}))
    if (value !== null && value !== undefined) lower[name.toLowerCase()] = asText(value);
  if (Array.isArray(cookies) && cookies.length > 0) lower['set-cookie'] = cookies.map(String);
  return lower;
}

function bodyOf({ body, isBase64Encoded }: Json): string | Buffer | undefined {
  if (body === undefined || body === null) return undefined;
  const text = asText(body);
  return isBase64Encoded === true ? Buffer.from(text, 'base64') : text;
}

/** Statuses an HTTP answer can have. */
const isStatus = (status: number): boolean => Number.isInteger(status) && status >= 100 && status <= 599;

/** What a function's result (JSON text) means. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function replyOf(payload: string): HttpReply {
  const result = JSON.parse(payload) as unknown;
  if (!isObject(result) || result['statusCode'] === undefined) return inferred(result, payload);
  const status = Number(result['statusCode']);
  if (!isStatus(status)) return internalServerErrorReply();
  const body = bodyOf(result);
  return { status, headers: headersOf(result), ...(body === undefined ? {} : { body }) };
}
