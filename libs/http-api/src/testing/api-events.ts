import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';

interface ApiEventChanges {
  readonly claims?: Readonly<Record<string, string | number>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request as an HTTP API hands it to a function (payload 2.0) behind a JWT authorizer. */
export function apiEvent({
  claims = { sub: '17850' },
  headers = {},
  body,
}: ApiEventChanges = {}): APIGatewayProxyEventV2WithJWTAuthorizer {
  return {
    version: '2.0',
    routeKey: 'POST /orders',
    rawPath: '/orders',
    rawQueryString: '',
    headers,
    isBase64Encoded: false,
    ...(body === undefined ? {} : { body }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      authorizer: { principalId: '', integrationLatency: 0, jwt: { claims: { ...claims }, scopes: [] } },
      domainName: 'api.execute-api.localhost',
      domainPrefix: 'api',
      http: { method: 'POST', path: '/orders', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'spec' },
      requestId: 'r-1',
      routeKey: 'POST /orders',
      stage: '$default',
      time: '01/Mar/2026:12:00:00 +0000',
      timeEpoch: 0,
    },
  };
}
