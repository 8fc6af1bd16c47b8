import type { AwsError, Json } from './aws-error.ts';
import type { HttpMount, HttpReply, HttpRequest } from './http.ts';
import type { Permission } from './policy.ts';
import type { Principal } from './principal.ts';
import type { ResourceProvider } from './resource.ts';
import type { Cloud } from './cloud.ts';

export interface OperationContext {
  readonly principal: Principal;
  readonly requestId: string;
  /** The connection is gone: long polls give up and return their messages. */
  readonly abort?: AbortSignal | undefined;
}

/** One API operation: members as in AWS's API reference, in and out. Throws {@link AwsError}. */
export type Operation = (input: Json, context: OperationContext) => Promise<Json>;

/** A route of a REST-JSON API, for example `POST /2015-03-31/functions/{FunctionName}/invocations`. */
export interface RestRoute {
  readonly operation: string;
  readonly method: string;
  /** Template with `{Name}` for one segment and `{Name+}` for the rest. */
  readonly path: string;
  /** Status of a good answer; 200 unless told otherwise. */
  readonly status?: number;
  /** Builds the input; by default path parameters + query + JSON body. */
  readonly decode?: (request: HttpRequest, pathParameters: Readonly<Record<string, string>>) => Json;
  /** Builds the reply; by default the output as JSON. */
  readonly encode?: (output: Json) => HttpReply;
}

export type Protocol =
  /** `X-Amz-Target: <targetPrefix>.<Operation>`. `queryCompatible` adds `x-amzn-query-error` to errors (SQS, CloudWatch). */
  | {
      readonly kind: 'json';
      readonly version: '1.0' | '1.1';
      readonly targetPrefix: string;
      readonly queryCompatible?: boolean;
    }
  /** Form body with `Action` and `Version`; lists are `member.N`; the answer is XML. */
  | { readonly kind: 'query'; readonly apiVersion: string; readonly xmlNamespace: string }
  | { readonly kind: 'rest-json'; readonly routes: readonly RestRoute[] };

export interface Denial {
  readonly principalArn: string;
  readonly permission: Permission;
  /** True when a Deny statement matched; otherwise nothing allowed it. */
  readonly explicit: boolean;
  /** The kind of policy that denies, or whose Allow is missing. */
  readonly policy: 'identity' | 'resource';
}

/** Work that is under way or due: `/_tidings/idle` waits until there is none. */
export interface PendingWork {
  /** For example `queue orders-confirmation: 3 messages`. */
  readonly what: string;
  /** Epoch milliseconds on the cloud's clock at which it goes on, when it is waiting for time to pass. */
  readonly dueAt?: number;
}

/** One emulated AWS service. One folder per service, one file per operation. */
export interface AwsService {
  /** Name in ARNs and credential scopes: `dynamodb`, `sqs`, `events`, `lambda`, `ses`, `logs`, `ssm`, `sts`, `monitoring`, `apigateway`. */
  readonly name: string;
  readonly protocols: readonly Protocol[];
  readonly operations: Readonly<Record<string, Operation>>;
  /** What the call needs. Called before the operation; a malformed input is not its business (return `resource: '*'`). */
  permissions(operation: string, input: Json, principal: Principal): readonly Permission[];
  /** The refusal in this service's own words. Default: `AccessDeniedException`, 400. */
  accessDenied?(denial: Denial): AwsError;
  readonly providers: readonly ResourceProvider[];
  readonly mounts?: readonly HttpMount[];
  pending?(): readonly PendingWork[];
  stop?(): Promise<void>;
}

/** Builds a service. No work happens until the first call or resource. */
export type ServiceFactory = (cloud: Cloud) => AwsService;
