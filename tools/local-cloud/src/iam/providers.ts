import type { PolicyDocument } from '../core/policy.ts';
import type { ResourceProvider, ResourceRequest } from '../core/resource.ts';
import { NotImplementedLocallyError } from '../core/aws-error.ts';
import type { RoleRegistry } from './roles.ts';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyDocument;
}

/** Role names have at most 64 characters. docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MAX_ROLE_NAME = 64;

const roleArnOf = (accountId: string, path: string, name: string): string =>
  `arn:aws:iam::${accountId}:role${path}${name}`;

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const refuseManaged = (arns: readonly unknown[]): void => {
  if (arns.length === 0) return;
  throw new NotImplementedLocallyError(`the managed policy ${String(arns[0])}`, 'Write the statements into the role.');
};

function inlinePolicies(properties: ResourceRequest['properties']): readonly InlinePolicy[] {
  return (properties['Policies'] ?? []) as readonly InlinePolicy[];
}

export function makeRoleProvider(roles: RoleRegistry, accountId: string): ResourceProvider {
  return {
    type: 'AWS::IAM::Role',
    properties: {
      AssumeRolePolicyDocument: 'any',
      Description: 'any',
      ManagedPolicyArns: 'any',
      MaxSessionDuration: 'any',
      Path: 'any',
      Policies: [{ PolicyName: 'any', PolicyDocument: 'any' }],
      RoleName: 'any',
      Tags: 'any',
    },
    create: async (request) => {
      const { properties } = request;
      refuseManaged((properties['ManagedPolicyArns'] ?? []) as readonly unknown[]);
      const name = textOf(properties['RoleName'], request.physicalName(MAX_ROLE_NAME));
      const arn = roleArnOf(accountId, textOf(properties['Path'], '/'), name);
      roles.create(arn, properties['AssumeRolePolicyDocument'] as PolicyDocument);
      for (const policy of inlinePolicies(properties)) roles.attach(arn, policy.PolicyName, policy.PolicyDocument);
      return { ref: name, attributes: { Arn: arn, RoleId: `AROA${name}` } };
    },
    delete: async (handle) => roles.remove(String(handle.attributes['Arn'])),
  };
}

export function makePolicyProvider(roles: RoleRegistry, accountId: string): ResourceProvider {
  const arnOf = (name: string): string =>
    roles.arns().find((arn) => arn.endsWith(`/${name}`)) ?? roleArnOf(accountId, '/', name);
  const arnsOf = (properties: ResourceRequest['properties']): readonly string[] =>
    ((properties['Roles'] ?? []) as readonly string[]).map(arnOf);
  return {
    type: 'AWS::IAM::Policy',
    properties: { PolicyName: 'any', PolicyDocument: 'any', Roles: 'any' },
    create: async ({ properties }) => {
      const name = String(properties['PolicyName']);
      for (const arn of arnsOf(properties)) roles.attach(arn, name, properties['PolicyDocument'] as PolicyDocument);
      return { ref: name, attributes: { roles: arnsOf(properties) } };
    },
    delete: async (handle) => {
      for (const arn of handle.attributes['roles'] as readonly string[]) roles.detach(arn, handle.ref);
    },
  };
}
