import { AwsError, type Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { HttpReply } from '../../../core/http.ts';
import type { IntegrationSettings } from '../model.ts';
import { eventOf, type RoutedRequest } from './event.ts';
import { internalServerErrorReply, serviceUnavailableReply, tooLargeReply } from './replies.ts';
import { replyOf } from './response.ts';

/** docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_TIMEOUT_MS = 30_000;

const INVOCATION_URI = /^arn:[^:]+:apigateway:[^:]+:lambda:path\/[^/]+\/functions\/(?<functionArn>.+)\/invocations$/;

const functionArnOf = (uri: string): string => INVOCATION_URI.exec(uri)?.groups?.['functionArn'] ?? uri;

/** The ARN that a function's permission names: API, stage, method and the path of the route as it is written. */
function sourceArnOf(cloud: Cloud, { api, stage, request, selected }: RoutedRequest): string {
  const [, path = '/$default'] = selected.route.RouteKey.split(' ');
  const method = selected.route.RouteKey === '$default' ? '' : `/${request.method}`;
  return cloud.arn('execute-api', `${api.id}/${stage.StageName}${method}${path}`);
}

/** What the access log tells of an integration that failed. */
export interface IntegrationOutcome {
  readonly reply: HttpReply;
  readonly integrationError?: string;
}

function failure(error: unknown): IntegrationOutcome {
  if (!(error instanceof AwsError)) throw error;
  const integrationError = error.message;
  if (error.code === 'RequestTooLargeException') return { reply: tooLargeReply(), integrationError };
  if (error.status === 429) return { reply: serviceUnavailableReply(), integrationError };
  return { reply: internalServerErrorReply(), integrationError };
}

function success({ Payload, FunctionError }: Json): IntegrationOutcome {
  const payload = typeof Payload === 'string' ? Payload : Buffer.from((Payload ?? '') as Uint8Array).toString();
  if (FunctionError !== undefined) return { reply: internalServerErrorReply(), integrationError: payload };
  return { reply: replyOf(payload === '' ? 'null' : payload) };
}

async function inTime(cloud: Cloud, timeoutMs: number, work: Promise<IntegrationOutcome>): Promise<IntegrationOutcome> {
  const done = new AbortController();
  const late = cloud.clock.sleep(timeoutMs, done.signal).then(() => ({
    reply: serviceUnavailableReply(),
    integrationError: 'Endpoint request timed out',
  }));
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}

/** Calls the route's function as API Gateway: the function's own policy must let this API in. */
export async function invoke(
  cloud: Cloud,
  integration: IntegrationSettings,
  routed: RoutedRequest,
): Promise<IntegrationOutcome> {
  const call = cloud.call({
    principal: { kind: 'service', service: 'apigateway.amazonaws.com', sourceArn: sourceArnOf(cloud, routed) },
    service: 'lambda',
    operation: 'Invoke',
    input: { FunctionName: functionArnOf(integration.IntegrationUri), Payload: JSON.stringify(eventOf(routed)) },
  });
  return inTime(cloud, integration.TimeoutInMillis ?? MAX_TIMEOUT_MS, call.then(success, failure));
}
