import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import type { Operation } from '../../../core/service.ts';
import { assumedRole } from '../assumed-role.ts';

/** docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/u;
const MIN_DURATION_SECONDS = 900;
const MAX_DURATION_SECONDS = 43_200;
const DEFAULT_DURATION_SECONDS = 3600;
const UNSUPPORTED = [
  'Policy',
  'PolicyArns',
  'Tags',
  'TransitiveTagKeys',
  'ExternalId',
  'SerialNumber',
  'TokenCode',
  'SourceIdentity',
  'ProvidedContexts',
];

const constraint = (value: unknown, path: string, rule: string): AwsError =>
  new AwsError(
    'ValidationError',
    `1 validation error detected: Value ${value === undefined ? 'null' : `'${String(value as string)}'`} at '${path}' failed to satisfy constraint: ${rule}`,
  );

function readDuration(input: Json): number {
  const duration = Number(input['DurationSeconds'] ?? DEFAULT_DURATION_SECONDS);
  if (duration >= MIN_DURATION_SECONDS && duration <= MAX_DURATION_SECONDS) return duration;
  const rule =
    duration > MAX_DURATION_SECONDS
      ? `less than or equal to ${MAX_DURATION_SECONDS}`
      : `greater than or equal to ${MIN_DURATION_SECONDS}`;
  throw constraint(input['DurationSeconds'], 'durationSeconds', `Member must have value ${rule}`);
}

function readSession(input: Json): { readonly roleArn: string; readonly sessionName: string } {
  const { RoleArn: roleArn, RoleSessionName: sessionName } = input;
  if (typeof roleArn !== 'string') throw constraint(roleArn, 'roleArn', 'Member must not be null');
  if (typeof sessionName !== 'string' || !SESSION_NAME.test(sessionName))
    throw constraint(sessionName, 'roleSessionName', 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');
  return { roleArn, sessionName };
}

function refuse(input: Json): void {
  const found = UNSUPPORTED.find((member) => input[member] !== undefined);
  if (found !== undefined) throw new NotImplementedLocallyError(`sts:AssumeRole parameter ${found}`);
}

/**
 * The operator may assume every role of the templates, as an administrator whom their trust policies name; a role assuming
 * another is refused by name. The keys stay valid as long as the cloud runs.
 */
export const makeAssumeRole =
  (cloud: Cloud): Operation =>
  async (input, { principal }) => {
    refuse(input);
    const { roleArn, sessionName } = readSession(input);
    const duration = readDuration(input);
    if (principal.kind !== 'operator')
      throw new NotImplementedLocallyError('sts:AssumeRole by a role', 'Call it with credentials of your own.');
    if (!cloud.roles.exists(roleArn))
      throw new AwsError(
        'AccessDenied',
        `User: arn:aws:iam::${cloud.accountId}:root is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`,
        { status: 403 },
      );
    const { accessKeyId, secretAccessKey, sessionToken } = cloud.roles.issue(roleArn, sessionName);
    const { id, arn } = assumedRole(roleArn, sessionName);
    return {
      Credentials: {
        AccessKeyId: accessKeyId,
        SecretAccessKey: secretAccessKey,
        SessionToken: sessionToken,
        Expiration: new Date(cloud.clock.now() + duration * 1000),
      },
      AssumedRoleUser: { AssumedRoleId: id, Arn: arn },
    };
  };
