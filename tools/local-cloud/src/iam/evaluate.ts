import type { Permission, PolicyDocument, PolicyStatement } from '../core/policy.ts';
import { conditionsHold, type ConditionContext } from './conditions.ts';
import { matchesAction, matchesWildcard } from './wildcard.ts';

export type Verdict = 'allow' | 'explicit-deny' | 'implicit-deny';

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

export const statementsOf = (policy: PolicyDocument): readonly PolicyStatement[] => list(policy.Statement);

function coversAction(statement: PolicyStatement, action: string): boolean {
  if (statement.NotAction !== undefined)
    return !list(statement.NotAction).some((pattern) => matchesAction(pattern, action));
  return list(statement.Action).some((pattern) => matchesAction(pattern, action));
}

function coversResource(statement: PolicyStatement, resource: string): boolean {
  if (statement.NotResource !== undefined) {
    return !list(statement.NotResource).some((pattern) => matchesWildcard(pattern, resource));
  }
  return list(statement.Resource).some((pattern) => matchesWildcard(pattern, resource));
}

/** Who the statement speaks of, for resource policies. */
export interface PolicyCaller {
  readonly service?: string;
  /** ARNs of the role and its session. */
  readonly names: readonly string[];
  /** Id and root ARN of the role's account. To name those leaves it to the account's own policies to allow something. */
  readonly accounts: readonly string[];
}

interface Named {
  readonly isEveryone: boolean;
  readonly services: readonly string[];
  readonly accounts: readonly string[];
}

function namedBy(principal: unknown): Named {
  if (principal === '*') return { isEveryone: true, services: [], accounts: [] };
  if (typeof principal !== 'object' || principal === null) return { isEveryone: false, services: [], accounts: [] };
  const { AWS, Service } = principal as Readonly<Record<string, string | readonly string[]>>;
  return { isEveryone: list(AWS).includes('*'), services: list(Service), accounts: list(AWS) };
}

const anyOf = (wanted: readonly string[], given: readonly string[]): boolean =>
  wanted.some((name) => given.includes(name));

/**
 * Naming an account allows nothing by itself, and denies all of it.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function isNamed(principal: unknown, effect: PolicyStatement['Effect'], caller: PolicyCaller): boolean {
  const { isEveryone, services, accounts } = namedBy(principal);
  if (isEveryone || (caller.service !== undefined && services.includes(caller.service))) return true;
  return anyOf(accounts, caller.names) || (effect === 'Deny' && anyOf(accounts, caller.accounts));
}

/**
 * A role is excepted only when its account is named beside the role.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isExcepted(principal: unknown, caller: PolicyCaller): boolean {
  const { isEveryone, services, accounts } = namedBy(principal);
  if (isEveryone) return true;
  if (caller.service !== undefined) return services.includes(caller.service);
  return anyOf(accounts, caller.names) && anyOf(accounts, caller.accounts);
}

function coversPrincipal(statement: PolicyStatement, caller: PolicyCaller): boolean {
  if (statement.NotPrincipal !== undefined)
    return statement.Effect === 'Deny' && !isExcepted(statement.NotPrincipal, caller);
  return isNamed(statement.Principal, statement.Effect, caller);
}

export interface EvaluationRequest {
  readonly permission: Permission;
  readonly context: ConditionContext;
  readonly identityPolicies: readonly PolicyDocument[];
  readonly caller: PolicyCaller;
}

function applicable(request: EvaluationRequest): readonly PolicyStatement[] {
  const { permission, context, caller } = request;
  const covers = (statement: PolicyStatement): boolean =>
    coversAction(statement, permission.action) &&
    coversResource(statement, permission.resource) &&
    conditionsHold(statement, context);
  const identity = request.identityPolicies.flatMap(statementsOf).filter(covers);
  const resource = permission.resourcePolicy ? statementsOf(permission.resourcePolicy) : [];
  return [...identity, ...resource.filter((statement) => coversPrincipal(statement, caller) && covers(statement))];
}

/**
 * Within one account: a Deny anywhere wins; otherwise an Allow in an identity or in the resource's policy is enough. A
 * statement that allows with NotPrincipal allows nobody: AWS does not take it.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export function evaluate(request: EvaluationRequest): Verdict {
  const effects = new Set(applicable(request).map((statement) => statement.Effect));
  if (effects.has('Deny')) return 'explicit-deny';
  return effects.has('Allow') ? 'allow' : 'implicit-deny';
}
