import { NotImplementedLocallyError, type Json } from '../../core/aws-error.ts';
import type { PropertyShape } from '../../core/resource.ts';
import { badRequest, notFound } from './errors.ts';
import type { Collection, HttpApi } from './model.ts';
import { checkTypes } from './setting-types.ts';

/** What of each kind the local cloud honours; the same for templates and for calls. */
export const HONOURED: Readonly<Record<Collection | 'api', Readonly<Record<string, PropertyShape>>>> = {
  api: {
    Name: 'any',
    ProtocolType: 'any',
    Description: 'any',
    Version: 'any',
    DisableExecuteApiEndpoint: 'any',
    Tags: 'any',
    CorsConfiguration: {
      AllowOrigins: 'any',
      AllowMethods: 'any',
      AllowHeaders: 'any',
      ExposeHeaders: 'any',
      AllowCredentials: 'any',
      MaxAge: 'any',
    },
  },
  integrations: {
    IntegrationType: 'any',
    IntegrationUri: 'any',
    IntegrationMethod: 'any',
    ConnectionType: 'any',
    PayloadFormatVersion: 'any',
    TimeoutInMillis: 'any',
    Description: 'any',
  },
  authorizers: {
    Name: 'any',
    AuthorizerType: 'any',
    IdentitySource: 'any',
    JwtConfiguration: { Issuer: 'any', Audience: 'any' },
  },
  routes: {
    RouteKey: 'any',
    Target: 'any',
    AuthorizationType: 'any',
    AuthorizerId: 'any',
    AuthorizationScopes: 'any',
    OperationName: 'any',
  },
  stages: {
    StageName: 'any',
    AutoDeploy: 'any',
    Description: 'any',
    DefaultRouteSettings: { ThrottlingBurstLimit: 'any', ThrottlingRateLimit: 'any', DetailedMetricsEnabled: 'any' },
    RouteSettings: 'any',
    AccessLogSettings: { DestinationArn: 'any', Format: 'any' },
    StageVariables: 'any',
    Tags: 'any',
  },
};

const ROUTE_KEY = /^(?:\$default|(?:ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S*)$/;

/** Milliseconds. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MIN_TIMEOUT_MS = 50;
const MAX_TIMEOUT_MS = 30_000;

function demand(holds: boolean, message: string): void {
  if (!holds) throw badRequest(message);
}

function onlyLocally(settings: Json, name: string, value: unknown): void {
  if (settings[name] !== value)
    throw new NotImplementedLocallyError(`HTTP APIs with ${name} ${JSON.stringify(settings[name])}`);
}

function checkIntegration(_api: HttpApi, settings: Json): void {
  onlyLocally(settings, 'IntegrationType', 'AWS_PROXY');
  onlyLocally(settings, 'PayloadFormatVersion', '2.0');
  demand(typeof settings['IntegrationUri'] === 'string', 'IntegrationUri is required');
  const timeout = Number(settings['TimeoutInMillis'] ?? MAX_TIMEOUT_MS);
  demand(timeout >= MIN_TIMEOUT_MS && timeout <= MAX_TIMEOUT_MS, 'Timeout should be between 50 ms and 30000 ms');
}

function checkAuthorizer(_api: HttpApi, settings: Json): void {
  onlyLocally(settings, 'AuthorizerType', 'JWT');
  const jwt = settings['JwtConfiguration'] as Json | undefined;
  demand(typeof jwt?.['Issuer'] === 'string' && jwt['Issuer'] !== '', 'JwtConfiguration.Issuer is required');
  demand(Array.isArray(jwt?.['Audience']) && jwt['Audience'].length > 0, 'JwtConfiguration.Audience is required');
  demand(Array.isArray(settings['IdentitySource']), 'IdentitySource is required');
}

function checkRouteAuthorizer(api: HttpApi, settings: Json): void {
  if ((settings['AuthorizationType'] ?? 'NONE') === 'NONE') return;
  onlyLocally(settings, 'AuthorizationType', 'JWT');
  const id = settings['AuthorizerId'];
  if (typeof id !== 'string' || !api.authorizers.has(id)) throw notFound('Authorizer', JSON.stringify(id));
}

function checkRoute(api: HttpApi, settings: Json): void {
  const { RouteKey, Target } = settings;
  demand(
    typeof RouteKey === 'string' && ROUTE_KEY.test(RouteKey),
    `Unable to parse route key ${JSON.stringify(RouteKey)}`,
  );
  const id = typeof Target === 'string' ? Target.replace(/^integrations\//, '') : '';
  if (!api.integrations.has(id)) throw notFound('Integration', JSON.stringify(Target));
  checkRouteAuthorizer(api, settings);
}

function checkStage(_api: HttpApi, settings: Json): void {
  demand(/^(?:\$default|[A-Za-z0-9_-]{1,128})$/.test(String(settings['StageName'])), 'Invalid stage name');
  onlyLocally(settings, 'AutoDeploy', true);
}

/** @throws {AwsError} for settings that AWS refuses, {@link NotImplementedLocallyError} for those only AWS has. */
export const CHECKS: Readonly<Record<Collection, (api: HttpApi, settings: Json) => void>> = {
  integrations: checkIntegration,
  authorizers: checkAuthorizer,
  routes: checkRoute,
  stages: checkStage,
};

/** @throws {AwsError} BadRequestException. */
export function checkApi(settings: Json): void {
  checkTypes(settings);
  onlyLocally(settings, 'ProtocolType', 'HTTP');
  demand(typeof settings['Name'] === 'string' && settings['Name'] !== '', 'Name is required');
}

/** Keeps the honoured members. @throws {NotImplementedLocallyError} naming a member that is none. */
export function honouredOnly(kind: Collection | 'api', input: Json, path: readonly string[]): Json {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (path.includes(name) || value === undefined) continue;
    if (!Object.hasOwn(HONOURED[kind], name))
      throw new NotImplementedLocallyError(`the ${kind} setting ${name} of HTTP APIs`);
    settings[name] = value;
  }
  return settings;
}
