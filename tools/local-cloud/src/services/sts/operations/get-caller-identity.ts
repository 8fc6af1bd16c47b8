import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Principal } from '../../../core/principal.ts';
import type { Operation } from '../../../core/service.ts';
import { assumedRole } from '../assumed-role.ts';

function identityOf(cloud: Cloud, principal: Principal): Json {
  if (principal.kind !== 'role') return { UserId: cloud.accountId, Arn: `arn:aws:iam::${cloud.accountId}:root` };
  const { id, arn } = assumedRole(principal.roleArn, principal.sessionName);
  return { UserId: id, Arn: arn };
}

/** The operator is the account's root. docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const makeGetCallerIdentity =
  (cloud: Cloud): Operation =>
  async (_input, { principal }) => ({ ...identityOf(cloud, principal), Account: cloud.accountId });
