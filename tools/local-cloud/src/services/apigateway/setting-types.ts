import type { Json } from '../../core/aws-error.ts';
import { badRequest } from './errors.ts';

type SettingType = 'text' | 'texts' | 'structure';

/** Members whose type the request path relies on, wherever they stand. docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
const TYPES: Readonly<Record<string, SettingType>> = {
  CorsConfiguration: 'structure',
  AllowOrigins: 'texts',
  AllowMethods: 'texts',
  AllowHeaders: 'texts',
  ExposeHeaders: 'texts',
  IdentitySource: 'texts',
  JwtConfiguration: 'structure',
  Issuer: 'text',
  Audience: 'texts',
  AuthorizationScopes: 'texts',
  Target: 'text',
  AuthorizerId: 'text',
  RouteKey: 'text',
  IntegrationUri: 'text',
  StageName: 'text',
  DefaultRouteSettings: 'structure',
  RouteSettings: 'structure',
  AccessLogSettings: 'structure',
  DestinationArn: 'text',
  Format: 'text',
};

const isStructure = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const HOLDS: Readonly<Record<SettingType, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  texts: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  structure: isStructure,
};

/** @throws {AwsError} BadRequestException naming a member of the wrong type. */
export function checkTypes(settings: Json): void {
  for (const [name, value] of Object.entries(settings)) {
    const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
    if (type !== undefined && !HOLDS[type](value)) throw badRequest(`Invalid value specified for ${name}`);
    if (type === 'structure' && isStructure(value)) checkTypes(value);
  }
}
