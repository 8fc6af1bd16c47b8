import { SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { useSes } from '../ses-fixture.ts';

const fixture = useSes();

const raw = (...lines: readonly string[]): { readonly Data: Uint8Array } => ({ Data: Buffer.from(lines.join('\r\n')) });

const hello = (...headers: readonly string[]): { readonly Data: Uint8Array } =>
  raw('From: Shop <shop@tidings.example>', 'To: Ada <ada@example.com>', 'Subject: Hello', ...headers, '', 'Dear Ada');

describe('SendRawEmail', () => {
  // docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
  it('puts the mail into the ledger with its recipients and tags', async () => {
    const sent = await fixture.ses.send(
      new SendRawEmailCommand({
        Source: 'shop@tidings.example',
        Destinations: ['ada@example.com'],
        RawMessage: hello(),
        Tags: [{ Name: 'claim', Value: 'a1b2' }],
      }),
    );
    const { messages } = await fixture.mailbox('?tag=claim:a1b2');
    expect(messages).toEqual([
      {
        messageId: sent.MessageId,
        sentAt: expect.stringMatching(/^\d{4}-/),
        from: 'shop@tidings.example',
        to: ['ada@example.com'],
        subject: 'Hello',
        text: expect.stringContaining('Dear Ada'),
        tags: { claim: 'a1b2' },
      },
    ]);
  });

  it('takes sender, recipients, set and tags from the headers, and keeps Bcc and SES’s own headers back', async () => {
    const set = await fixture.configurationSet('send');
    const RawMessage = hello(
      'Bcc: Eve <eve@example.com>',
      `X-SES-CONFIGURATION-SET: ${set}`,
      'X-SES-MESSAGE-TAGS: a=1, b=2',
    );
    const { MessageId } = await fixture.ses.send(new SendRawEmailCommand({ RawMessage }));
    const mail = await fixture.mailbox(`/${MessageId}`);
    expect(mail).toMatchObject({
      to: ['ada@example.com', 'eve@example.com'],
      tags: { a: '1', b: '2' },
      configurationSet: set,
    });
    expect(mail['raw']).not.toMatch(/bcc|x-ses/i);
  });

  // docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html
  it.each([
    [
      'an unverified sender',
      { RawMessage: raw('From: eve@example.com', 'To: ada@example.com', '', 'x') },
      'MessageRejected',
    ],
    [
      'a From header that is not the sender’s',
      { Source: 'shop@tidings.example', RawMessage: raw('From: eve@example.com', 'To: a@example.com', '', 'x') },
      'MessageRejected',
    ],
    ['no recipient', { RawMessage: raw('From: shop@tidings.example', '', 'x') }, 'InvalidParameterValue'],
    ['a bad recipient', { RawMessage: hello(), Destinations: ['ada'] }, 'InvalidParameterValue'],
    [
      '51 recipients',
      { RawMessage: hello(), Destinations: Array.from({ length: 51 }, (_, n) => `a${n}@example.com`) },
      'InvalidParameterValue',
    ],
    ['a bad tag', { RawMessage: hello(), Tags: [{ Name: 'a b', Value: 'c' }] }, 'InvalidParameterValue'],
    [
      'an unknown configuration set',
      { RawMessage: hello(), ConfigurationSetName: 'none' },
      'ConfigurationSetDoesNotExistException',
    ],
    ['another’s identity', { RawMessage: hello(), SourceArn: 'arn:aws:ses:x' }, 'NotImplementedLocally'],
  ])('refuses %s and sends nothing', async (...[, input, name]) => {
    const before = (await fixture.mailbox())['ledger'];
    await expect(fixture.ses.send(new SendRawEmailCommand(input))).rejects.toMatchObject({ name });
    expect((await fixture.mailbox())['ledger']).toEqual(before);
  });

  it('refuses a message over 10 MB', async () => {
    const RawMessage = hello(`X-Long: ${'x'.repeat(10 * 1024 * 1024)}`);
    await expect(fixture.call('SendRawEmail', { RawMessage })).rejects.toThrow(
      'Message length is more than 10485760 bytes',
    );
  });
});

describe('SendEmail', () => {
  it('builds a mail of text and HTML', async () => {
    const { MessageId } = await fixture.ses.send(
      new SendEmailCommand({
        Source: 'Shop <shop@tidings.example>',
        Destination: { ToAddresses: ['ada@example.com'], CcAddresses: ['bob@example.com'] },
        Message: { Subject: { Data: 'Grüße' }, Body: { Text: { Data: 'Täxt' }, Html: { Data: '<p>Hyper</p>' } } },
      }),
    );
    expect(await fixture.mailbox(`/${MessageId}`)).toMatchObject({
      subject: 'Grüße',
      text: 'Täxt',
      html: '<p>Hyper</p>',
      to: ['ada@example.com', 'bob@example.com'],
    });
  });

  it('sends through a verified domain', async () => {
    await fixture.call('VerifyDomainIdentity', { Domain: 'mail.example.org' });
    const sent = await fixture.ses.send(
      new SendEmailCommand({
        Source: 'anyone@sub.mail.example.org',
        Destination: { ToAddresses: ['ada@example.com'] },
        Message: { Subject: { Data: 'x' }, Body: { Text: { Data: 'y' } } },
      }),
    );
    expect(sent.MessageId).toMatch(/^[0-9a-f]{16}-[0-9a-f-]{36}-000000$/);
  });
});

describe('a configuration set', () => {
  // docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
  it('tells the default bus what was sent, with the mail’s tags', async () => {
    const set = await fixture.configurationSet('send');
    const Tags = [{ Name: 'claim', Value: 'c3' }];
    const { MessageId } = await fixture.ses.send(
      new SendRawEmailCommand({ RawMessage: hello(), ConfigurationSetName: set, Tags }),
    );
    await expect.poll(() => fixture.cloud.pending()).toEqual([]);
    const [detailType, detail] = fixture.bus.details().at(-1) ?? [];
    expect(detailType).toBe('Email Sent');
    expect(detail).toMatchObject({
      eventType: 'Send',
      send: {},
      mail: {
        messageId: MessageId,
        source: 'Shop <shop@tidings.example>',
        sourceArn: fixture.cloud.arn('ses', 'identity/shop@tidings.example'),
        sendingAccountId: fixture.cloud.accountId,
        destination: ['ada@example.com'],
        headersTruncated: false,
        commonHeaders: {
          from: ['Shop <shop@tidings.example>'],
          to: ['Ada <ada@example.com>'],
          subject: 'Hello',
          messageId: MessageId,
        },
        tags: {
          claim: ['c3'],
          'ses:configuration-set': [set],
          'ses:operation': ['SendRawEmail'],
          'ses:from-domain': ['tidings.example'],
        },
      },
    });
    const sourceArn = fixture.cloud.arn('ses', `configuration-set/${set}`);
    expect(fixture.bus.entries.at(-1)).toMatchObject({
      Source: 'aws.ses',
      Resources: [sourceArn],
      principal: { kind: 'service', service: 'ses.amazonaws.com', sourceArn },
    });
  });

  // docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
  it('tells of bounces and complaints at the simulator’s addresses', async () => {
    const set = await fixture.configurationSet('delivery', 'bounce', 'complaint');
    const names = ['success', 'bounce+order', 'complaint'];
    const Destinations = names.map((name) => `${name}@simulator.amazonses.com`);
    const input = { RawMessage: hello(), Destinations, ConfigurationSetName: set };
    await fixture.ses.send(new SendRawEmailCommand(input));
    await expect.poll(() => fixture.cloud.pending()).toEqual([]);
    const [success, bounce, complaint] = Destinations;
    expect(fixture.bus.details().slice(-3)).toMatchObject([
      ['Email Delivered', { eventType: 'Delivery', delivery: { recipients: [success, complaint] } }],
      ['Email Bounced', { bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: bounce }] } }],
      ['Email Complaint Received', { complaint: { complainedRecipients: [{ emailAddress: complaint }] } }],
    ]);
  });

  it('tells only what it was asked to tell', async () => {
    const set = await fixture.configurationSet('delivery');
    await fixture.ses.send(new SendRawEmailCommand({ RawMessage: hello(), ConfigurationSetName: set }));
    await expect.poll(() => fixture.cloud.pending()).toEqual([]);
    const told = fixture.bus.details().filter(([, { mail }]) => JSON.stringify(mail).includes(`"${set}"`));
    expect(told.map(([detailType]) => detailType)).toEqual(['Email Delivered']);
  });
});
