import { describe, expect, it } from 'vitest';
import { OPERATOR } from '../../core/principal.ts';
import { useSes } from './ses-fixture.ts';

const fixture = useSes();

const needs = (operation: string, input: Record<string, unknown>): readonly unknown[] =>
  fixture.cloud.service('ses').permissions(operation, input, OPERATOR);

describe('what sending needs', () => {
  const mail = 'From: The Shop <shop@tidings.example>\r\nTo: ada@example.com\r\n\r\nx';
  const RawMessage = { Data: Buffer.from(mail).toString('base64') };
  const conditionKeys = {
    'ses:FromAddress': 'shop@tidings.example',
    'ses:FromDisplayName': 'The Shop',
    'ses:Recipients': ['ada@example.com'],
    'ses:ApiVersion': '1',
  };

  // docs.aws.amazon.com/ses/latest/dg/control-user-access.html
  it('is the action on the identity and the configuration set, under the mail’s own addresses', () => {
    const permission = (resource: string) => ({
      action: 'ses:SendRawEmail',
      resource: fixture.cloud.arn('ses', resource),
      conditionKeys,
    });
    expect(needs('SendRawEmail', { RawMessage, ConfigurationSetName: 'set' })).toEqual([
      permission('identity/shop@tidings.example'),
      permission('configuration-set/set'),
    ]);
  });

  it('is refused in SES’s own words to who may not', async () => {
    const principal = {
      kind: 'role',
      roleArn: 'arn:aws:iam::000000000000:role/nobody',
      sessionName: 'mailer',
    } as const;
    const refused = fixture.cloud.call({ principal, service: 'ses', operation: 'SendRawEmail', input: { RawMessage } });
    const resource = fixture.cloud.arn('ses', 'identity/shop@tidings.example');
    await expect(refused).rejects.toMatchObject({
      code: 'AccessDenied',
      status: 403,
      message: `User 'arn:aws:sts::000000000000:assumed-role/nobody/mailer' is not authorized to perform 'ses:SendRawEmail' on resource '${resource}'`,
    });
  });

  it('is the domain’s identity when only the domain is verified', async () => {
    await fixture.call('VerifyDomainIdentity', { Domain: 'example.org' });
    const input = { Source: 'a@example.org', Destination: { ToAddresses: ['ada@example.com'] } };
    expect(needs('SendEmail', input)).toMatchObject([{ resource: fixture.cloud.arn('ses', 'identity/example.org') }]);
  });
});
