/** Who may call from a browser. docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid.html */
export interface Cors {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly AllowCredentials?: boolean;
  /** Seconds. */
  readonly MaxAge?: number;
}

export interface ApiSettings {
  readonly Name: string;
  readonly ProtocolType: 'HTTP';
  readonly Description?: string;
  readonly Version?: string;
  readonly CorsConfiguration?: Cors;
  readonly DisableExecuteApiEndpoint?: boolean;
  readonly Tags?: Readonly<Record<string, string>>;
}

export interface IntegrationSettings {
  readonly IntegrationType: 'AWS_PROXY';
  /** ARN of a function, or API Gateway's invocation URI of it. */
  readonly IntegrationUri: string;
  readonly PayloadFormatVersion: '2.0';
  readonly IntegrationMethod?: string;
  readonly ConnectionType?: 'INTERNET';
  readonly Description?: string;
  /** 50 to 30,000. */
  readonly TimeoutInMillis?: number;
}

export interface AuthorizerSettings {
  readonly Name: string;
  readonly AuthorizerType: 'JWT';
  readonly IdentitySource: readonly string[];
  readonly JwtConfiguration: { readonly Issuer: string; readonly Audience: readonly string[] };
}

export interface RouteSettings {
  /** `METHOD /path`, `ANY /path` or `$default`. */
  readonly RouteKey: string;
  /** `integrations/<id>`. */
  readonly Target?: string;
  readonly AuthorizationType?: 'NONE' | 'JWT';
  readonly AuthorizerId?: string;
  readonly AuthorizationScopes?: readonly string[];
  readonly OperationName?: string;
}

export interface Throttle {
  readonly ThrottlingBurstLimit?: number;
  /** Requests a second. */
  readonly ThrottlingRateLimit?: number;
  readonly DetailedMetricsEnabled?: boolean;
}

export interface StageSettings {
  /** `$default` is served at the API's root. */
  readonly StageName: string;
  readonly AutoDeploy: true;
  readonly Description?: string;
  readonly DefaultRouteSettings?: Throttle;
  readonly RouteSettings?: Readonly<Record<string, Throttle>>;
  readonly AccessLogSettings?: { readonly DestinationArn: string; readonly Format: string };
  readonly StageVariables?: Readonly<Record<string, string>>;
  readonly Tags?: Readonly<Record<string, string>>;
}

/** An HTTP API with all that belongs to it, each by its id (stages by name). */
export interface HttpApi {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  settings: ApiSettings;
  readonly integrations: Map<string, IntegrationSettings>;
  readonly authorizers: Map<string, AuthorizerSettings>;
  readonly routes: Map<string, RouteSettings>;
  readonly stages: Map<string, StageSettings>;
}

/** What of an API comes in collections. */
export type Collection = 'integrations' | 'authorizers' | 'routes' | 'stages';
