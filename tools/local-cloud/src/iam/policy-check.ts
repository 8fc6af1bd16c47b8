import { AwsError, NotImplementedLocallyError } from '../core/aws-error.ts';
import type { PolicyDocument, PolicyStatement } from '../core/policy.ts';
import { assertKnownOperators } from './conditions.ts';
import { statementsOf } from './evaluate.ts';

/** What a policy is attached to: a role's permissions name no principal, the others must. */
export type PolicyKind = 'identity' | 'trust' | 'resource';

/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
const ELEMENTS = [
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Principal',
  'NotPrincipal',
  'Condition',
];

const malformed = (message: string): AwsError => new AwsError('MalformedPolicyDocument', message);

type Rule = (statement: PolicyStatement, kind: PolicyKind) => string | undefined;

const namesPrincipal = (statement: PolicyStatement): boolean =>
  statement.Principal !== undefined || statement.NotPrincipal !== undefined;

/** docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const RULES: readonly Rule[] = [
  (statement) => {
    const unknown = Object.keys(statement).find((element) => !ELEMENTS.includes(element));
    return unknown === undefined ? undefined : `Syntax error: unknown element ${unknown}.`;
  },
  ({ Effect: effect }) =>
    ['Allow', 'Deny'].includes(effect) ? undefined : `Invalid effect: ${String(effect)}. It is Allow or Deny.`,
  ({ Action, NotAction }) =>
    (Action === undefined) === (NotAction === undefined) ? 'Policy statement must contain actions.' : undefined,
  ({ Resource, NotResource }, kind) =>
    kind === 'identity' && (Resource === undefined) === (NotResource === undefined)
      ? 'Policy statement must contain resources.'
      : undefined,
  (statement, kind) =>
    kind === 'identity' && namesPrincipal(statement) ? 'Policy document should not specify a principal.' : undefined,
  (statement, kind) =>
    kind === 'trust' && statement.NotPrincipal !== undefined
      ? 'AssumeRolePolicy must not use NotPrincipal.'
      : undefined,
  ({ Effect: effect, NotPrincipal }) =>
    effect === 'Allow' && NotPrincipal !== undefined ? 'Allow with NotPrincipal is not supported.' : undefined,
];

/** Only `*`, `?` and `$` may be written as `${…}` here; request values would need to be put in. */
const VARIABLE = /\$\{(?![*?$]\})[^}]*\}/;

function refuseVariables({ Resource, NotResource, Condition }: PolicyStatement): void {
  const variable = VARIABLE.exec(JSON.stringify([Resource, NotResource, Condition]))?.[0];
  if (variable !== undefined) throw new NotImplementedLocallyError(`the IAM policy variable ${variable}`);
}

/**
 * @throws {AwsError} `MalformedPolicyDocument` for what IAM refuses.
 * @throws {NotImplementedLocallyError} naming a condition operator or variable that is not evaluated here.
 */
export function checkedPolicy(policy: PolicyDocument, kind: PolicyKind): PolicyDocument {
  if (typeof policy !== 'object' || policy === null || policy.Statement === undefined)
    throw malformed('The policy document has no Statement.');
  for (const statement of statementsOf(policy)) {
    if (typeof statement !== 'object' || statement === null) throw malformed('A statement must be an object.');
    const problem = RULES.map((rule) => rule(statement, kind)).find((found) => found !== undefined);
    if (problem !== undefined) throw malformed(problem);
    assertKnownOperators(statement);
    refuseVariables(statement);
  }
  return policy;
}
