import type { Roles } from '../core/cloud.ts';
import type { PolicyDocument } from '../core/policy.ts';
import { evaluate, statementsOf } from './evaluate.ts';
import { checkedPolicy } from './policy-check.ts';
import { makeSessions, type Sessions } from './sessions.ts';

interface Role {
  readonly trust: PolicyDocument;
  /** By policy name, so that an `AWS::IAM::Policy` can be replaced or removed. */
  readonly policies: Map<string, PolicyDocument>;
}

export interface RoleRegistry extends Roles, Sessions {
  create(roleArn: string, trust: PolicyDocument): void;
  changeTrust(roleArn: string, trust: PolicyDocument): void;
  remove(roleArn: string): void;
  attach(roleArn: string, policyName: string, policy: PolicyDocument): void;
  detach(roleArn: string, policyName: string): void;
  /** All roles with their policies, for tools that take a permission away. */
  arns(): readonly string[];
  policies(roleArn: string): ReadonlyMap<string, PolicyDocument>;
}

export function makeRoleRegistry(): RoleRegistry {
  const roles = new Map<string, Role>();
  const sessions = makeSessions();
  const lists = new Map<string, readonly PolicyDocument[]>();
  const policies = (roleArn: string): Map<string, PolicyDocument> => roles.get(roleArn)?.policies ?? new Map();
  return {
    create: (roleArn, trust) => void roles.set(roleArn, { trust: checkedPolicy(trust, 'trust'), policies: new Map() }),
    changeTrust: (roleArn, trust) =>
      void roles.set(roleArn, { trust: checkedPolicy(trust, 'trust'), policies: policies(roleArn) }),
    remove: (roleArn) => {
      roles.delete(roleArn);
      lists.delete(roleArn);
    },
    attach: (roleArn, policyName, policy) => {
      policies(roleArn).set(policyName, checkedPolicy(policy, 'identity'));
      lists.delete(roleArn);
    },
    detach: (roleArn, policyName) => {
      policies(roleArn).delete(policyName);
      lists.delete(roleArn);
    },
    arns: () => [...roles.keys()],
    policies,
    policiesOf: (roleArn) => {
      const known = lists.get(roleArn) ?? [...policies(roleArn).values()];
      lists.set(roleArn, known);
      return known;
    },
    exists: (roleArn) => roles.has(roleArn),
    allows: (roleArn, action, resource) => allows([...policies(roleArn).values()], action, resource),
    trusts: (roleArn, service) => trusts(roles.get(roleArn)?.trust, roleArn, service),
    ...sessions,
  };
}

function allows(identityPolicies: readonly PolicyDocument[], action: string, resource: string): boolean {
  const permission = { action, resource };
  return (
    evaluate({ permission, context: new Map(), identityPolicies, caller: { names: [], accounts: [] } }) === 'allow'
  );
}

/** A trust policy has no Resource: it is about the role itself. */
function trusts(trust: PolicyDocument | undefined, roleArn: string, service: string): boolean {
  if (!trust) return false;
  const statements = statementsOf(trust).map((statement) => ({ ...statement, Resource: '*' }));
  const resourcePolicy: PolicyDocument = { Statement: statements };
  const permission = { action: 'sts:AssumeRole', resource: roleArn, resourcePolicy };
  return (
    evaluate({ permission, context: new Map(), identityPolicies: [], caller: { service, names: [], accounts: [] } }) ===
    'allow'
  );
}
