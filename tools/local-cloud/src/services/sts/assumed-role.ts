import { createHash } from 'node:crypto';

export interface AssumedRole {
  /** `AROA…:<session>`. docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html */
  readonly id: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>`. */
  readonly arn: string;
}

/** Unique ids of roles have this many characters, prefix included. */
const UNIQUE_ID_LENGTH = 21;

/** What AWS calls a session of a role; the unique id is derived from the role, so that it is the same at every start. */
export function assumedRole(roleArn: string, sessionName: string): AssumedRole {
  const digest = createHash('sha256').update(roleArn).digest('hex').toUpperCase();
  const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const account = roleArn.split(':')[4] ?? '';
  return {
    id: `${`AROA${digest}`.slice(0, UNIQUE_ID_LENGTH)}:${sessionName}`,
    arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${sessionName}`,
  };
}
