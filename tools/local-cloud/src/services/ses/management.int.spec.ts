import {
  CreateConfigurationSetEventDestinationCommand,
  CreateTemplateCommand,
  DeleteIdentityCommand,
  DescribeConfigurationSetCommand,
  GetIdentityVerificationAttributesCommand,
  GetSendQuotaCommand,
  GetSendStatisticsCommand,
  GetTemplateCommand,
  ListConfigurationSetsCommand,
  ListIdentitiesCommand,
  ListTemplatesCommand,
  SendTemplatedEmailCommand,
  TestRenderTemplateCommand,
  UpdateTemplateCommand,
  VerifyDomainIdentityCommand,
  VerifyEmailIdentityCommand,
} from '@aws-sdk/client-ses';
import { describe, expect, it } from 'vitest';
import { useSes } from './ses-fixture.ts';

const fixture = useSes();

describe('identities', () => {
  // docs.aws.amazon.com/ses/latest/APIReference/API_GetIdentityVerificationAttributes.html
  it('are verified at once, listed by type, and gone when deleted', async () => {
    await fixture.ses.send(new VerifyEmailIdentityCommand({ EmailAddress: 'new@example.net' }));
    await fixture.ses.send(new VerifyDomainIdentityCommand({ Domain: 'example.net' }));
    const domains = await fixture.ses.send(new ListIdentitiesCommand({ IdentityType: 'Domain' }));
    expect(domains.Identities).toEqual(['example.net']);
    const Identities = ['new@example.net', 'example.net', 'nobody@example.com'];
    const attributes = await fixture.ses.send(new GetIdentityVerificationAttributesCommand({ Identities }));
    expect(attributes.VerificationAttributes).toEqual({
      'new@example.net': { VerificationStatus: 'Success' },
      'example.net': { VerificationStatus: 'Success', VerificationToken: expect.any(String) },
    });
    await fixture.ses.send(new DeleteIdentityCommand({ Identity: 'new@example.net' }));
    const left = await fixture.ses.send(new ListIdentitiesCommand({ IdentityType: 'EmailAddress' }));
    expect(left.Identities).toEqual(['shop@tidings.example']);
  });
});

describe('templates', () => {
  const Template = {
    TemplateName: 'greeting',
    SubjectPart: 'Hi {{name}}',
    TextPart: 'Dear {{customer.title}} {{name}}',
    HtmlPart: '<b>{{name}}</b>',
  };

  // docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html
  it('are filled in with the call’s data', async () => {
    await fixture.ses.send(new CreateTemplateCommand({ Template }));
    const sent = await fixture.ses.send(
      new SendTemplatedEmailCommand({
        Source: 'shop@tidings.example',
        Destination: { ToAddresses: ['ada@example.com'] },
        Template: 'greeting',
        TemplateData: '{"name":"Ada","customer":{"title":"Dr"}}',
      }),
    );
    expect(await fixture.mailbox(`/${sent.MessageId}`)).toMatchObject({
      subject: 'Hi Ada',
      text: 'Dear Dr Ada',
      html: '<b>Ada</b>',
    });
    await fixture.ses.send(new UpdateTemplateCommand({ Template: { ...Template, SubjectPart: 'Bye' } }));
    const told = await fixture.ses.send(new GetTemplateCommand({ TemplateName: 'greeting' }));
    expect(told.Template?.SubjectPart).toBe('Bye');
    const listed = await fixture.ses.send(new ListTemplatesCommand({}));
    expect(listed.TemplatesMetadata).toEqual([{ Name: 'greeting', CreatedTimestamp: expect.any(Date) }]);
    await expect(fixture.ses.send(new CreateTemplateCommand({ Template }))).rejects.toMatchObject({
      name: 'AlreadyExistsException',
    });
  });

  it('that lack a value send nothing and tell the bus', async () => {
    const set = await fixture.configurationSet('renderingFailure');
    const before = (await fixture.mailbox())['ledger'];
    await fixture.ses.send(
      new SendTemplatedEmailCommand({
        Source: 'shop@tidings.example',
        Destination: { ToAddresses: ['ada@example.com'] },
        Template: 'greeting',
        TemplateData: '{}',
        ConfigurationSetName: set,
      }),
    );
    await expect.poll(() => fixture.bus.details().at(-1)?.[0]).toBe('Email Rendering Failed');
    expect((await fixture.mailbox())['ledger']).toEqual(before);
    const test = fixture.ses.send(new TestRenderTemplateCommand({ TemplateName: 'greeting', TemplateData: '{}' }));
    await expect(test).rejects.toMatchObject({ name: 'MissingRenderingAttributeException' });
  });

  it('with blocks are refused by name', async () => {
    const blocks = { TemplateName: 'blocks', SubjectPart: '{{#if a}}x{{/if}}' };
    await fixture.ses.send(new CreateTemplateCommand({ Template: blocks }));
    const test = fixture.ses.send(new TestRenderTemplateCommand({ TemplateName: 'blocks', TemplateData: '{}' }));
    await expect(test).rejects.toThrow('{{#if a}} in SES templates');
  });
});

describe('configuration sets', () => {
  it('are told with their destinations', async () => {
    const name = await fixture.configurationSet('send', 'delivery');
    const listed = await fixture.ses.send(new ListConfigurationSetsCommand({}));
    expect(listed.ConfigurationSets?.map(({ Name }) => Name)).toContain(name);
    const ConfigurationSetAttributeNames = ['eventDestinations' as const];
    const told = await fixture.ses.send(
      new DescribeConfigurationSetCommand({ ConfigurationSetName: name, ConfigurationSetAttributeNames }),
    );
    expect(told.EventDestinations).toMatchObject([{ Enabled: true, MatchingEventTypes: ['send', 'delivery'] }]);
  });

  it('refuse destinations other than EventBridge’s default bus by name', async () => {
    const ConfigurationSetName = await fixture.configurationSet('send');
    const EventDestination = {
      Name: 'topic',
      MatchingEventTypes: ['send' as const],
      SNSDestination: { TopicARN: 'arn:aws:sns:x' },
    };
    const refused = fixture.ses.send(
      new CreateConfigurationSetEventDestinationCommand({ ConfigurationSetName, EventDestination }),
    );
    await expect(refused).rejects.toThrow('the SES event destination SNSDestination');
  });
});

describe('statistics', () => {
  it('count what was sent', async () => {
    const quota = await fixture.ses.send(new GetSendQuotaCommand({}));
    const { SendDataPoints = [] } = await fixture.ses.send(new GetSendStatisticsCommand({}));
    const attempts = SendDataPoints.reduce((sum, { DeliveryAttempts = 0 }) => sum + DeliveryAttempts, 0);
    expect(quota.SentLast24Hours).toBe(1);
    expect(attempts).toBe(1);
  });
});
