import { describe, expect, it } from 'vitest';
import { grantsOf, without } from './grants.ts';

const policy = {
  Statement: [
    { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:DeleteMessage'], Resource: 'a' },
    { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: ['b', 'c'] },
    { Effect: 'Deny', Action: '*', Resource: '*' },
  ],
} as const;

describe('grants', () => {
  it('are each action of each Allow statement', () => {
    const roles = { arns: () => ['role'], policies: () => new Map([['inline', policy]]) };
    expect(grantsOf(roles).map(({ statement, action, resource }) => [statement, action, resource])).toEqual([
      [0, 'sqs:SendMessage', 'a'],
      [0, 'sqs:DeleteMessage', 'a'],
      [1, 'sqs:SendMessage', 'b c'],
    ]);
  });

  it('are taken away from their own statement alone', () => {
    expect(without(policy, { statement: 0, action: 'sqs:SendMessage' }).Statement).toEqual([
      { Effect: 'Allow', Action: ['sqs:DeleteMessage'], Resource: 'a' },
      policy.Statement[1],
      policy.Statement[2],
    ]);
    expect(without(policy, { statement: 1, action: 'sqs:SendMessage' }).Statement).toEqual([
      policy.Statement[0],
      policy.Statement[2],
    ]);
  });
});
