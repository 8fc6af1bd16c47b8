import { describe, expect, it } from 'vitest';
import { AwsError, NotImplementedLocallyError } from '../core/aws-error.ts';
import type { PolicyStatement } from '../core/policy.ts';
import { checkedPolicy, type PolicyKind } from './policy-check.ts';

const fine: PolicyStatement = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };

// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
describe('the check of a policy', () => {
  it('takes what IAM takes', () => {
    const policy = { Statement: [fine] };
    expect(checkedPolicy(policy, 'identity')).toBe(policy);
  });

  const refused: readonly (readonly [string, object, PolicyKind, string])[] = [
    ['an element that there is not', { ...fine, Resources: '*' }, 'identity', 'unknown element Resources'],
    ['an effect that there is not', { ...fine, Effect: 'allow' }, 'identity', 'Invalid effect: allow'],
    ['no action', { ...fine, Action: undefined }, 'identity', 'must contain actions'],
    ['no resource', { ...fine, Resource: undefined }, 'identity', 'must contain resources'],
    ['a principal of a role’s permissions', { ...fine, Principal: '*' }, 'identity', 'should not specify a principal'],
    ['NotPrincipal that allows', { ...fine, NotPrincipal: '*' }, 'resource', 'Allow with NotPrincipal'],
    [
      'NotPrincipal of a trust',
      { Effect: 'Deny', Action: '*', NotPrincipal: '*' },
      'trust',
      'must not use NotPrincipal',
    ],
  ];

  it.each(refused)('refuses %s', (...[, statement, kind, words]) => {
    const check = (): unknown => checkedPolicy({ Statement: statement as PolicyStatement }, kind);
    expect(check).toThrow(AwsError);
    expect(check).toThrow(words);
  });

  it('refuses by name a variable, which is not filled in here', () => {
    const check = (resource: string): unknown =>
      checkedPolicy({ Statement: { ...fine, Resource: resource } }, 'identity');
    expect(() => check('arn:aws:sqs:*:*:${aws:PrincipalAccount}')).toThrow(NotImplementedLocallyError);
    expect(() => check('arn:aws:sqs:*:*:${aws:PrincipalAccount}')).toThrow('${aws:PrincipalAccount}');
    expect(check('arn:aws:sqs:*:*:${*}')).toBeDefined();
  });
});
