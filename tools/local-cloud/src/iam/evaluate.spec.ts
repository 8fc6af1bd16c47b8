import { describe, expect, it } from 'vitest';
import { NotImplementedLocallyError } from '../core/aws-error.ts';
import type { PolicyDocument, PolicyStatement } from '../core/policy.ts';
import { assertKnownOperators } from './conditions.ts';
import { evaluate, type PolicyCaller, type Verdict } from './evaluate.ts';

const QUEUE = 'arn:aws:sqs:eu-west-1:000000000000:orders';
const RULE = 'arn:aws:events:eu-west-1:000000000000:rule/tidings/placed';

interface Ask {
  readonly identity?: readonly PolicyStatement[];
  readonly resource?: readonly PolicyStatement[];
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  readonly action?: string;
  readonly caller?: PolicyCaller;
}

const SERVICE: PolicyCaller = { service: 'events.amazonaws.com', names: [], accounts: [] };
const ACCOUNT = 'arn:aws:iam::000000000000:root';
const ROLE: PolicyCaller = {
  names: ['arn:aws:iam::000000000000:role/placer', 'arn:aws:sts::000000000000:assumed-role/placer/place'],
  accounts: ['000000000000', ACCOUNT],
};

function verdict({ identity = [], resource, keys = {}, action = 'sqs:SendMessage', caller = SERVICE }: Ask): Verdict {
  const identityPolicies: PolicyDocument[] = [{ Statement: identity }];
  const resourcePolicy = resource === undefined ? undefined : { Statement: resource };
  return evaluate({
    permission: { action, resource: QUEUE, resourcePolicy },
    context: new Map(Object.entries(keys)),
    identityPolicies,
    caller,
  });
}

const allow = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'sqs:SendMessage',
  Resource: QUEUE,
  ...more,
});

// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
describe('policy evaluation', () => {
  it('denies what nothing allows', () => expect(verdict({})).toBe('implicit-deny'));

  it('allows what an identity policy allows, by wildcard and without regard to the case of the action', () => {
    expect(verdict({ identity: [allow({ Action: 'SQS:send*', Resource: 'arn:aws:sqs:*:*:ord?rs' })] })).toBe('allow');
    expect(verdict({ identity: [allow({ Resource: `${QUEUE}-other` })] })).toBe('implicit-deny');
  });

  it('lets a Deny win over any Allow', () => {
    const deny: PolicyStatement = { Effect: 'Deny', Action: 'sqs:*', Resource: '*' };
    expect(verdict({ identity: [allow(), deny] })).toBe('explicit-deny');
    expect(verdict({ identity: [allow()], resource: [{ ...deny, Principal: '*' }] })).toBe('explicit-deny');
  });

  it('allows a service that the resource policy names, for that source alone', () => {
    const resource = [
      allow({ Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnEquals: { 'aws:SourceArn': RULE } } }),
    ];
    expect(verdict({ resource, keys: { 'aws:sourcearn': [RULE] } })).toBe('allow');
    expect(verdict({ resource, keys: { 'aws:sourcearn': [`${RULE}-forged`] } })).toBe('implicit-deny');
    expect(verdict({ resource: [allow({ Principal: { Service: 'sns.amazonaws.com' } })] })).toBe('implicit-deny');
  });

  // docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
  it('allows a role that the resource policy names, but not by its account alone', () => {
    const naming = (name: string): Verdict =>
      verdict({ caller: ROLE, resource: [allow({ Principal: { AWS: name } })] });
    expect(naming('arn:aws:iam::000000000000:role/placer')).toBe('allow');
    expect(naming('*')).toBe('allow');
    expect(naming(ACCOUNT)).toBe('implicit-deny');
    const deny: PolicyStatement = { Effect: 'Deny', Action: '*', Resource: '*', Principal: { AWS: ACCOUNT } };
    expect(verdict({ caller: ROLE, identity: [allow()], resource: [deny] })).toBe('explicit-deny');
  });

  // docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
  it('denies everyone but whom NotPrincipal names, a role only beside its account', () => {
    const except = (AWS: readonly string[], caller = ROLE): Verdict => {
      const deny: PolicyStatement = { Effect: 'Deny', Action: '*', Resource: '*', NotPrincipal: { AWS } };
      return verdict({ caller, identity: [allow()], resource: [deny] });
    };
    expect(except(['arn:aws:iam::000000000000:role/other', ACCOUNT])).toBe('explicit-deny');
    expect(except(['arn:aws:iam::000000000000:role/placer'])).toBe('explicit-deny');
    expect(except(['arn:aws:iam::000000000000:role/placer', ACCOUNT])).toBe('allow');
    expect(except([ACCOUNT], SERVICE)).toBe('explicit-deny');
    expect(verdict({ resource: [allow({ NotPrincipal: { Service: 'sns.amazonaws.com' } })] })).toBe('implicit-deny');
  });

  it('honours NotAction and NotResource', () => {
    const statement: PolicyStatement = { Effect: 'Allow', NotAction: 'sqs:DeleteQueue', NotResource: `${QUEUE}-dlq` };
    expect(verdict({ identity: [statement] })).toBe('allow');
    expect(verdict({ identity: [statement], action: 'sqs:DeleteQueue' })).toBe('implicit-deny');
  });
});

// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
describe('condition operators', () => {
  const cases: readonly (readonly [
    string,
    PolicyStatement['Condition'],
    Readonly<Record<string, readonly string[]>>,
    boolean,
  ])[] = [
    ['StringEquals holds', { StringEquals: { 'events:source': 'orders' } }, { 'events:source': ['orders'] }, true],
    ['StringEquals fails', { StringEquals: { 'events:source': 'orders' } }, { 'events:source': ['payments'] }, false],
    ['a missing key fails', { StringEquals: { 'events:source': 'orders' } }, {}, false],
    ['a missing key passes IfExists', { StringEqualsIfExists: { 'events:source': 'orders' } }, {}, true],
    ['a missing key passes a negated operator', { StringNotEquals: { 'events:source': 'orders' } }, {}, true],
    [
      'ForAllValues needs every value',
      { 'ForAllValues:StringEquals': { 'events:source': ['orders'] } },
      { 'events:source': ['orders', 'x'] },
      false,
    ],
    [
      'ForAnyValue needs one',
      { 'ForAnyValue:StringEquals': { 'events:source': ['orders'] } },
      { 'events:source': ['orders', 'x'] },
      true,
    ],
    ['ForAllValues passes a missing key', { 'ForAllValues:StringEquals': { k: ['a'] } }, {}, true],
    ['ForAnyValue fails a missing key, negated or not', { 'ForAnyValue:StringNotEquals': { k: ['a'] } }, {}, false],
    ['StringLike takes wildcards', { StringLike: { k: 'a*c?' } }, { k: ['abbcd'] }, true],
    ['Bool compares as text', { Bool: { 'aws:SecureTransport': 'false' } }, { 'aws:securetransport': ['true'] }, false],
    ['Null true wants the key absent', { Null: { k: 'true' } }, { k: ['x'] }, false],
    ['NumericLessThanEquals compares numbers', { NumericLessThanEquals: { k: '10' } }, { k: ['9'] }, true],
    ['ArnLike compares part by part', { ArnLike: { k: 'arn:aws:events:*:000000000000:rule/*' } }, { k: [RULE] }, true],
  ];

  it.each(cases)('%s', (...[, condition, keys, expected]) => {
    const statement = allow(condition === undefined ? {} : { Condition: condition });
    expect(verdict({ identity: [statement], keys })).toBe(expected ? 'allow' : 'implicit-deny');
  });

  it('are refused by name when they are not evaluated here', () => {
    const statement = allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } });
    expect(() => assertKnownOperators(statement)).toThrow(NotImplementedLocallyError);
    expect(() => assertKnownOperators(statement)).toThrow('IpAddress');
    const odd = allow({ Condition: { constructor: { k: 'v' } } });
    expect(() => assertKnownOperators(odd)).toThrow(NotImplementedLocallyError);
  });
});
