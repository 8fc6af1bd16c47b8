import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import { stageSettings } from '@tidings/infra';
import {
  auditGrants,
  auditHops,
  auditKeeping,
  handlersOf,
  ofType,
  permissionsOf,
  ruleOf,
  synthesize,
  type Synthesized,
} from '@tidings/infra/testing';
import { describe, expect, it } from 'vitest';
import { makeNotificationsStack } from './notifications-stack.ts';

function notifications(stageName: string, validate = false): Synthesized {
  return synthesize({
    make: (app, bundles) => makeNotificationsStack(app, stageSettings(stageName), bundles),
    handlers: handlersOf(new URL('../', import.meta.url)),
    validate,
  });
}

const { template, text } = notifications('alice');

describe.each(['alice', 'prod'])('the notifications stack of stage %s', (stageName) => {
  const { template: staged } = notifications(stageName);

  it('has dead letters, an alarm and a runbook on every hop', () => {
    expect(auditHops(staged)).toEqual([]);
  });

  it('grants nothing wide', () => {
    expect(auditGrants(staged, 'notifications')).toEqual([]);
  });

  it('keeps what its stage keeps', () => {
    expect(auditKeeping(staged, stageSettings(stageName))).toEqual([]);
  });

  it('leaves nothing for cdk-nag and the template checks to say', { timeout: 60_000 }, () => {
    expect(notifications(stageName, true).findings).toEqual([]);
  });
});

describe('the rules of notifications', () => {
  it('are the patterns of the contracts, on the bus of the stage', () => {
    expect(ruleOf(template, 'on-order-placed')).toMatchObject({
      EventBusName: { Ref: 'BusName' },
      EventPattern: orderPlaced.pattern(),
    });
    expect(ruleOf(template, 'on-order-cancelled')).toMatchObject({
      EventBusName: { Ref: 'BusName' },
      EventPattern: orderCancelled.pattern(),
    });
  });

  it('hear from SES on the default bus, of mails with the configuration set of the stage alone', () => {
    expect(ruleOf(template, 'on-mail-sent')).toMatchObject({
      EventBusName: 'default',
      EventPattern: {
        source: ['aws.ses'],
        'detail-type': ['Email Sent'],
        detail: { mail: { tags: { 'ses:configuration-set': [{ Ref: 'MailConfiguration' }] } } },
      },
    });
  });
});

describe('the notifications stack', () => {
  it('is the same text twice', { timeout: 60_000 }, () => {
    expect(notifications('alice').text).toBe(text);
  });

  it('asks SES to report what it sends to the default bus', () => {
    const [[, destination] = []] = ofType(template, 'AWS::SES::ConfigurationSetEventDestination');
    expect(JSON.stringify(destination)).toContain(':event-bus/default');
    expect(destination).toMatchObject({ EventDestination: { Enabled: true, MatchingEventTypes: ['send'] } });
  });

  it.each([
    ['on-order-placed', 'OnOrderPlaced'],
    ['on-order-cancelled', 'OnOrderCancelled'],
  ])('lets %s claim, send from one address and park, and no more', (handler, id) => {
    const ses = 'arn:{AWS::Partition}:ses:{AWS::Region}:{AWS::AccountId}';
    const domain = '{"Fn::Select":[1,{"Fn::Split":["@",{"Ref":"MailFrom"}]}]}';
    expect(permissionsOf(template, handler)).toEqual([
      { actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], resources: [`{${id}Queue}`] },
      {
        actions: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem'],
        resources: ['{ClaimsTable}'],
      },
      {
        actions: ['ses:SendRawEmail'],
        resources: [
          `${ses}:identity/{MailFrom}`,
          `${ses}:identity/${domain}`,
          `${ses}:configuration-set/{MailConfiguration}`,
        ],
        condition: { StringEquals: { 'ses:FromAddress': { Ref: 'MailFrom' } } },
      },
      { actions: ['sqs:SendMessage'], resources: ['{ParkedMails}'] },
    ]);
  });

  it('lets on-mail-sent settle claims and never send', () => {
    expect(permissionsOf(template, 'on-mail-sent')).toEqual([
      {
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        resources: ['{OnMailSentQueue}'],
      },
      { actions: ['dynamodb:GetItem', 'dynamodb:PutItem'], resources: ['{ClaimsTable}'] },
    ]);
  });
});
