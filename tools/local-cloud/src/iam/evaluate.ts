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
  /** ARNs and the account id by which a role may be named. */
  readonly names: readonly string[];
}

function coversPrincipal(statement: PolicyStatement, caller: PolicyCaller): boolean {
  const principal = statement.Principal;
  if (principal === '*') return true;
  if (typeof principal !== 'object' || principal === null) return false;
  const named = principal as Readonly<Record<string, string | readonly string[]>>;
  if (caller.service !== undefined && list(named['Service']).includes(caller.service)) return true;
  return list(named['AWS']).some((name) => name === '*' || caller.names.includes(name));
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
 * Within one account: a Deny anywhere wins; otherwise an Allow in an identity or in the resource's policy is enough.
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
export function evaluate(request: EvaluationRequest): Verdict {
  const effects = new Set(applicable(request).map((statement) => statement.Effect));
  if (effects.has('Deny')) return 'explicit-deny';
  return effects.has('Allow') ? 'allow' : 'implicit-deny';
}
