import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud } from '../../cloud.ts';
import type { RunningCloud } from '../../cloud.ts';
import { makeStsService } from './index.ts';

const ROLE = 'arn:aws:iam::000000000000:role/reader';
const TRUST = {
  Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
} as const;

describe('STS', () => {
  let cloud: RunningCloud;
  const clientOf = (accessKeyId: string, sessionToken?: string): STSClient =>
    new STSClient({
      endpoint: cloud.url,
      region: cloud.region,
      credentials: { accessKeyId, secretAccessKey: 'secret', ...(sessionToken === undefined ? {} : { sessionToken }) },
    });

  beforeAll(async () => {
    cloud = await startCloud({ services: [makeStsService] });
    cloud.roles.create(ROLE, TRUST);
  });
  afterAll(() => cloud.stop());

  it('calls the operator the root of the account', async () => {
    const identity = await clientOf('test').send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Account: '000000000000',
      Arn: 'arn:aws:iam::000000000000:root',
      UserId: '000000000000',
    });
  });

  it('gives the operator credentials that are the role', async () => {
    const assumed = await clientOf('test').send(
      new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'me', DurationSeconds: 900 }),
    );
    expect(assumed.AssumedRoleUser?.Arn).toBe('arn:aws:sts::000000000000:assumed-role/reader/me');
    expect(assumed.Credentials?.Expiration?.getTime()).toBeGreaterThan(cloud.clock.now() + 800_000);
    const { AccessKeyId, SessionToken } = assumed.Credentials ?? {};
    const identity = await clientOf(AccessKeyId ?? '', SessionToken).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({
      Arn: assumed.AssumedRoleUser?.Arn,
      UserId: assumed.AssumedRoleUser?.AssumedRoleId,
    });
  });

  it('does not say whether a role exists that cannot be assumed', async () => {
    const missing = clientOf('test').send(new AssumeRoleCommand({ RoleArn: `${ROLE}-2`, RoleSessionName: 'me' }));
    await expect(missing).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  });

  it('refuses a session name that AWS refuses', async () => {
    const bad = clientOf('test').send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'a b' }));
    await expect(bad).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it('refuses what it would have to ignore', async () => {
    const scoped = clientOf('test').send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'me', Policy: '{}' }));
    await expect(scoped).rejects.toThrow('sts:AssumeRole parameter Policy');
  });
});
