import { randomBytes, randomUUID } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import type { HttpRequest } from '../../../core/http.ts';
import type { HttpApi, StageSettings } from '../model.ts';
import type { Admitted } from '../authorizer/authorize.ts';
import type { SelectedRoute } from './select-route.ts';

/** A request on its way to an integration. */
export interface RoutedRequest {
  readonly api: HttpApi;
  readonly stage: StageSettings;
  readonly request: HttpRequest;
  /** The path as the API's own address would show it. */
  readonly rawPath: string;
  readonly selected: SelectedRoute;
  readonly admitted: Admitted | undefined;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly accountId: string;
  /** Host without a port. */
  readonly domainName: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `12/Mar/2020:19:03:58 +0000`, as in the documented example. */
export function requestTime(epochMs: number): string {
  const time = new Date(epochMs);
  const date = `${twoDigits(time.getUTCDate())}/${MONTHS[time.getUTCMonth()] ?? ''}/${time.getUTCFullYear()}`;
  return `${date}:${time.toISOString().slice(11, 19)} +0000`;
}

/** Bodies of these types travel as text, all others as base64. */
const TEXT_TYPE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/javascript\b)/i;

function bodyOf({ headers, body }: HttpRequest): Json {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = headers['content-type'];
  const isText = type === undefined || TEXT_TYPE.test(type);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function queryOf(rawQuery: string): Json {
  if (rawQuery === '') return {};
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQuery))
    joined[name] = Object.hasOwn(joined, name) ? `${joined[name] ?? ''},${value}` : value;
  return { queryStringParameters: joined };
}

function headersOf({ headers, sourceIp }: HttpRequest, receivedAt: number): Json {
  const { cookie: _, connection: __, 'keep-alive': ___, ...kept } = headers;
  const seconds = Math.floor(receivedAt / 1000).toString(16);
  return {
    'x-amzn-trace-id': `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': headers['host']?.split(':')[1] ?? '80',
    'x-forwarded-proto': 'http',
    ...kept,
  };
}

function contextOf(routed: RoutedRequest): Json {
  const { api, stage, request, selected, admitted, receivedAt } = routed;
  return {
    accountId: routed.accountId,
    apiId: api.id,
    ...(admitted === undefined ? {} : { authorizer: { jwt: admitted } }),
    domainName: routed.domainName,
    domainPrefix: routed.domainName.split('.')[0],
    http: {
      method: request.method,
      path: routed.rawPath,
      protocol: 'HTTP/1.1',
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: routed.requestId,
    routeKey: selected.route.RouteKey,
    stage: stage.StageName,
    time: requestTime(receivedAt),
    timeEpoch: receivedAt,
  };
}

/** The event of payload format 2.0. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export function eventOf(routed: RoutedRequest): Json {
  const { request, stage, selected } = routed;
  const cookies = request.headers['cookie']?.split(/; */).filter((cookie) => cookie !== '');
  return {
    version: '2.0',
    routeKey: selected.route.RouteKey,
    rawPath: routed.rawPath,
    rawQueryString: request.rawQuery,
    ...(cookies === undefined ? {} : { cookies }),
    headers: headersOf(request, routed.receivedAt),
    ...queryOf(request.rawQuery),
    requestContext: contextOf(routed),
    ...(Object.keys(selected.pathParameters).length === 0 ? {} : { pathParameters: selected.pathParameters }),
    ...(stage.StageVariables === undefined ? {} : { stageVariables: stage.StageVariables }),
    ...bodyOf(request),
  };
}

/** An id in the form of API Gateway's own. */
export const newRequestId = (): string => `${randomUUID().replaceAll('-', '').slice(0, 15)}=`;
