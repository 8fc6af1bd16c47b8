import { AwsError, type Json } from '../core/aws-error.ts';
import type { Permission, PolicyDocument } from '../core/policy.ts';
import type { Principal } from '../core/principal.ts';
import type { AwsService, Denial } from '../core/service.ts';
import type { ConditionContext } from './conditions.ts';
import { evaluate, type EvaluationRequest, type PolicyCaller, type Verdict } from './evaluate.ts';

export interface AuthorizerOptions {
  readonly accountId: string;
  readonly region: string;
  readonly now: () => number;
  readonly policiesOf: (roleArn: string) => readonly PolicyDocument[];
  /** Told of each refusal, after it is decided and before it is thrown. */
  readonly onDenial?: (denial: Denial) => void;
}

export interface AuthorizedCall {
  readonly principal: Principal;
  readonly service: AwsService;
  readonly operation: string;
  readonly input: Json;
}

export interface Authorizer {
  /** @throws {AwsError} in the service's own words when the principal may not. */
  authorize(call: AuthorizedCall): void;
}

type Restricted = Exclude<Principal, { readonly kind: 'operator' }>;

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`, as error messages and GetCallerIdentity show a role. */
export function assumedRoleArn(roleArn: string, sessionName: string): string {
  return `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${sessionName}`;
}

function principalArn(principal: Restricted): string {
  return principal.kind === 'role' ? assumedRoleArn(principal.roleArn, principal.sessionName) : principal.service;
}

function callerOf(principal: Restricted, accountId: string): PolicyCaller {
  if (principal.kind === 'service') return { service: principal.service, names: [], accounts: [] };
  const session = principalArn(principal);
  return { names: [principal.roleArn, session], accounts: [accountId, `arn:aws:iam::${accountId}:root`] };
}

/** Global condition keys. docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function globalKeys(principal: Restricted, options: AuthorizerOptions): readonly (readonly [string, string])[] {
  const shared = [
    ['aws:securetransport', 'true'],
    ['aws:requestedregion', options.region],
    ['aws:currenttime', new Date(options.now()).toISOString()],
    ['aws:viaawsservice', 'false'],
  ] as const;
  if (principal.kind === 'role') {
    return [
      ...shared,
      ['aws:principalarn', principal.roleArn],
      ['aws:principalaccount', options.accountId],
      ['aws:principaltype', 'AssumedRole'],
      ['aws:principalisawsservice', 'false'],
    ];
  }
  return [
    ...shared,
    ['aws:sourcearn', principal.sourceArn],
    ['aws:sourceaccount', options.accountId],
    ['aws:principalisawsservice', 'true'],
  ];
}

function contextOf(permission: Permission, principal: Restricted, options: AuthorizerOptions): ConditionContext {
  const context = new Map<string, readonly string[]>();
  for (const [key, value] of globalKeys(principal, options)) context.set(key, [value]);
  for (const [key, value] of Object.entries(permission.conditionKeys ?? {})) {
    context.set(key.toLowerCase(), typeof value === 'string' ? [value] : value);
  }
  return context;
}

/** Why a call is refused, as most services say it. docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
export function denialReason({ explicit, policy }: Denial, action: string): string {
  if (!explicit) return `because no ${policy}-based policy allows the ${action} action`;
  return `with an explicit deny in ${policy === 'identity' ? 'an identity' : 'a resource'}-based policy`;
}

function denialMessage(denial: Denial): string {
  const { principalArn: who, permission } = denial;
  const why = denialReason(denial, permission.action);
  return `User: ${who} is not authorized to perform: ${permission.action} on resource: ${permission.resource} ${why}`;
}

/** A role is denied by its own policies before the resource's are looked at; a service has none of its own. */
function denyingPolicy(request: EvaluationRequest, verdict: Verdict): Denial['policy'] {
  if (verdict === 'implicit-deny') return request.caller.service === undefined ? 'identity' : 'resource';
  const { resourcePolicy: _, ...permission } = request.permission;
  return evaluate({ ...request, permission }) === 'explicit-deny' ? 'identity' : 'resource';
}

function refusal(service: AwsService, denial: Denial): AwsError {
  return service.accessDenied?.(denial) ?? new AwsError('AccessDeniedException', denialMessage(denial));
}

export function makeAuthorizer(options: AuthorizerOptions): Authorizer {
  return {
    authorize: ({ principal, service, operation, input }) => {
      if (principal.kind === 'operator') return;
      const identityPolicies = principal.kind === 'role' ? options.policiesOf(principal.roleArn) : [];
      const caller = callerOf(principal, options.accountId);
      for (const permission of service.permissions(operation, input, principal)) {
        const context = contextOf(permission, principal, options);
        const request = { permission, context, identityPolicies, caller };
        const verdict = evaluate(request);
        if (verdict === 'allow') continue;
        const explicit = verdict === 'explicit-deny';
        const policy = denyingPolicy(request, verdict);
        const denial = { principalArn: principalArn(principal), permission, explicit, policy };
        options.onDenial?.(denial);
        throw refusal(service, denial);
      }
    },
  };
}
