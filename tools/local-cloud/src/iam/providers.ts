import type { PolicyDocument } from '../core/policy.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../core/resource.ts';
import { AwsError, NotImplementedLocallyError } from '../core/aws-error.ts';
import { checkedPolicy } from './policy-check.ts';
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

/** Role names are unique in an account, whatever their path. docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function refuseTaken(roles: RoleRegistry, name: string): void {
  if (!roles.arns().some((arn) => arn.endsWith(`/${name}`))) return;
  throw new AwsError('EntityAlreadyExists', `Role with name ${name} already exists.`, { status: 409 });
}

const ROLE_PROPERTIES = {
  AssumeRolePolicyDocument: 'any',
  Description: 'any',
  ManagedPolicyArns: 'any',
  MaxSessionDuration: 'any',
  Path: 'any',
  Policies: [{ PolicyName: 'any', PolicyDocument: 'any' }],
  RoleName: 'any',
  Tags: 'any',
} as const;

function checkPermissions(properties: ResourceRequest['properties']): void {
  refuseManaged((properties['ManagedPolicyArns'] ?? []) as readonly unknown[]);
  for (const policy of inlinePolicies(properties)) checkedPolicy(policy.PolicyDocument, 'identity');
}

export function makeRoleProvider(roles: RoleRegistry, accountId: string): ResourceProvider {
  /** Names of the policies that stand in the role itself, by role: an `AWS::IAM::Policy` brings its own. */
  const inline = new Map<string, readonly string[]>();
  const setInline = (arn: string, properties: ResourceRequest['properties']): void => {
    for (const name of inline.get(arn) ?? []) roles.detach(arn, name);
    const policies = inlinePolicies(properties);
    for (const policy of policies) roles.attach(arn, policy.PolicyName, policy.PolicyDocument);
    inline.set(
      arn,
      policies.map((policy) => policy.PolicyName),
    );
  };
  return {
    type: 'AWS::IAM::Role',
    properties: ROLE_PROPERTIES,
    replacedWhenChanged: ['Path', 'RoleName'],
    create: async ({ properties, physicalName }) => {
      checkPermissions(properties);
      const name = textOf(properties['RoleName'], physicalName(MAX_ROLE_NAME));
      refuseTaken(roles, name);
      const arn = roleArnOf(accountId, textOf(properties['Path'], '/'), name);
      roles.create(arn, properties['AssumeRolePolicyDocument'] as PolicyDocument);
      setInline(arn, properties);
      return { ref: name, attributes: { Arn: arn, RoleId: `AROA${name}` } };
    },
    update: async ({ properties }, handle) => {
      checkPermissions(properties);
      const arn = String(handle.attributes['Arn']);
      roles.changeTrust(arn, properties['AssumeRolePolicyDocument'] as PolicyDocument);
      setInline(arn, properties);
      return handle;
    },
    delete: async (handle) => roles.remove(String(handle.attributes['Arn'])),
  };
}

/** @throws {AwsError} for a role that nobody made. */
function arnsOf(roles: RoleRegistry, properties: ResourceRequest['properties']): readonly string[] {
  const names = (properties['Roles'] ?? []) as readonly string[];
  if (names.length === 0)
    throw new AwsError('ValidationError', 'At least one of [Groups,Roles,Users] must be non-empty.');
  return names.map((name) => {
    const found = roles.arns().find((arn) => arn.endsWith(`/${name}`));
    if (found !== undefined) return found;
    throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`, { status: 404 });
  });
}

export function makePolicyProvider(roles: RoleRegistry): ResourceProvider {
  const attach = (properties: ResourceRequest['properties']): ResourceHandle => {
    const name = String(properties['PolicyName']);
    const arns = arnsOf(roles, properties);
    for (const arn of arns) roles.attach(arn, name, properties['PolicyDocument'] as PolicyDocument);
    return { ref: name, attributes: { roles: arns } };
  };
  const detach = (handle: ResourceHandle): void => {
    for (const arn of handle.attributes['roles'] as readonly string[]) roles.detach(arn, handle.ref);
  };
  return {
    type: 'AWS::IAM::Policy',
    properties: { PolicyName: 'any', PolicyDocument: 'any', Roles: 'any' },
    replacedWhenChanged: ['PolicyName'],
    create: async ({ properties }) => attach(properties),
    update: async ({ properties }, handle) => {
      detach(handle);
      return attach(properties);
    },
    delete: async (handle) => detach(handle),
  };
}
