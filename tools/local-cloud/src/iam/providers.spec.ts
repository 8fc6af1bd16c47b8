import { describe, expect, it } from 'vitest';
import type { ResourceRequest } from '../core/resource.ts';
import { makePolicyProvider, makeRoleProvider } from './providers.ts';
import { makeRoleRegistry, type RoleRegistry } from './roles.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:orders';
const ARN = 'arn:aws:iam::000000000000:role/placer';

const request = (properties: ResourceRequest['properties']): ResourceRequest => ({
  stackName: 'shop',
  logicalId: 'Placer',
  properties,
  physicalName: () => 'placer',
});

const granting = (action: string): object => ({ Statement: { Effect: 'Allow', Action: action, Resource: QUEUE } });

const trusting = (service: string): object => ({
  Statement: { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' },
});

const role = (service: string, action: string): ResourceRequest =>
  request({
    AssumeRolePolicyDocument: trusting(service),
    Policies: [{ PolicyName: 'own', PolicyDocument: granting(action) }],
  });

const can = (roles: RoleRegistry, action: string): boolean => roles.allows(ARN, action, QUEUE);

describe('roles of templates', () => {
  it('change in place and keep the policies that other resources attach', async () => {
    const roles = makeRoleRegistry();
    const provider = makeRoleProvider(roles, '000000000000');
    const handle = await provider.create(role('lambda.amazonaws.com', 'sqs:ReceiveMessage'));
    const attached = request({ PolicyName: 'more', PolicyDocument: granting('sqs:SendMessage'), Roles: ['placer'] });
    await makePolicyProvider(roles).create(attached);
    await provider.update?.(role('events.amazonaws.com', 'sqs:DeleteMessage'), handle);
    expect(roles.trusts(ARN, 'events.amazonaws.com')).toBe(true);
    expect(roles.trusts(ARN, 'lambda.amazonaws.com')).toBe(false);
    expect(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:SendMessage'].map((action) => can(roles, action))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('are refused under a name that is taken, and leave nothing behind when a policy is wrong', async () => {
    const roles = makeRoleRegistry();
    const provider = makeRoleProvider(roles, '000000000000');
    const broken = {
      ...role('lambda.amazonaws.com', 'x').properties,
      Policies: [{ PolicyName: 'x', PolicyDocument: {} }],
    };
    await expect(provider.create(request(broken))).rejects.toThrow('The policy document has no Statement.');
    expect(roles.arns()).toEqual([]);
    await provider.create(role('lambda.amazonaws.com', 'sqs:SendMessage'));
    await expect(provider.create(role('lambda.amazonaws.com', 'sqs:*'))).rejects.toThrow('already exists');
    expect(can(roles, 'sqs:DeleteQueue')).toBe(false);
  });

  it('must be there before a policy can be attached', async () => {
    const attached = request({ PolicyName: 'more', PolicyDocument: granting('sqs:SendMessage'), Roles: ['nobody'] });
    await expect(makePolicyProvider(makeRoleRegistry()).create(attached)).rejects.toThrow(
      'The role with name nobody cannot be found.',
    );
  });
});
