import type { PolicyDocument, PolicyStatement, RunningCloud } from '@tidings/local-cloud';

/** One action that one statement of one role grants. */
export interface Grant {
  readonly roleArn: string;
  readonly policyName: string;
  readonly statement: number;
  readonly action: string;
  readonly resource: string;
}

const list = <T>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];

const statementsOf = (policy: PolicyDocument): readonly PolicyStatement[] => list(policy.Statement);

/** Every action that the roles of the templates are granted, one by one. */
export function grantsOf(roles: Pick<RunningCloud['roles'], 'arns' | 'policies'>): readonly Grant[] {
  return roles.arns().flatMap((roleArn) =>
    [...roles.policies(roleArn)].flatMap(([policyName, policy]) =>
      statementsOf(policy).flatMap(({ Effect: effect, Action: actions, Resource: resources }, statement) =>
        effect === 'Deny'
          ? []
          : list(actions).map((action) => ({
              roleArn,
              policyName,
              statement,
              action,
              resource: list(resources).join(' '),
            })),
      ),
    ),
  );
}

/** The policy with one action of one statement taken away. */
export function without(
  policy: PolicyDocument,
  { statement, action }: Pick<Grant, 'statement' | 'action'>,
): PolicyDocument {
  const reduced = statementsOf(policy).map((one, index) =>
    index === statement ? { ...one, Action: list(one.Action).filter((name) => name !== action) } : one,
  );
  return { ...policy, Statement: reduced.filter(({ Action: actions }) => list(actions).length > 0) };
}
