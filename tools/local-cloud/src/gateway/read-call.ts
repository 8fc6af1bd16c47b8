import { AwsError } from '../core/aws-error.ts';
import type { HttpRequest } from '../core/http.ts';
import type { AwsService } from '../core/service.ts';
import { readJsonCall } from './json-protocol.ts';
import { readForm, readQueryCall } from './query-protocol.ts';
import { readRestJsonCall } from './rest-json-protocol.ts';
import type { WireCall } from './wire-call.ts';

/** Signing name in `Credential=AKID/date/region/<service>/aws4_request`, to tell services apart that share a protocol. */
function signingName(request: HttpRequest): string | undefined {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(request.headers['authorization'] ?? '')?.[1];
}

function preferred(services: readonly AwsService[], request: HttpRequest): readonly AwsService[] {
  const name = signingName(request);
  if (name === undefined) return services;
  return services.toSorted((left, right) => Number(right.name === name) - Number(left.name === name));
}

function byTarget(services: readonly AwsService[], request: HttpRequest): WireCall | undefined {
  for (const service of services) {
    for (const protocol of service.protocols) {
      const call = protocol.kind === 'json' ? readJsonCall(service, protocol, request) : undefined;
      if (call) return call;
    }
  }
  return undefined;
}

function byForm(services: readonly AwsService[], request: HttpRequest): WireCall | undefined {
  const form = readForm(request);
  if (!form) return undefined;
  for (const service of preferred(services, request)) {
    for (const protocol of service.protocols) {
      const call = protocol.kind === 'query' ? readQueryCall(service, protocol, form) : undefined;
      if (call) return call;
    }
  }
  return undefined;
}

function byRoute(services: readonly AwsService[], request: HttpRequest): WireCall | undefined {
  for (const service of preferred(services, request)) {
    for (const protocol of service.protocols) {
      const call = protocol.kind === 'rest-json' ? readRestJsonCall(service, protocol.routes, request) : undefined;
      if (call) return call;
    }
  }
  return undefined;
}

/**
 * Finds which service's which operation a request asks for.
 * @throws {AwsError} `UnknownOperationException` (404), as AWS answers a target that it does not know.
 */
export function readCall(services: readonly AwsService[], request: HttpRequest): WireCall {
  const hasTarget = request.headers['x-amz-target'] !== undefined;
  const call = hasTarget ? byTarget(services, request) : (byForm(services, request) ?? byRoute(services, request));
  if (call) return call;
  const name = signingName(request);
  const what = request.headers['x-amz-target'] ?? `${request.method} ${request.path}`;
  const signed = name === undefined ? '' : ` (signed for ${name})`;
  throw new AwsError('UnknownOperationException', `No service of this cloud answers ${what}${signed}.`, {
    status: 404,
  });
}
