import type { RulePattern } from '@tidings/events';
import { emailSent } from '@tidings/events/notifications/email-sent';
import { orderCancelled } from '@tidings/events/orders/order-cancelled';
import { orderPlaced } from '@tidings/events/orders/order-placed';
import {
  Consumer,
  EventSourcedTable,
  makeFailureQueue,
  Publisher,
  sendMailFrom,
  sendMessage,
  ServiceStack,
  type StageSettings,
} from '@tidings/infra';
import type { App } from 'aws-cdk-lib/core';
import { Fn } from 'aws-cdk-lib/core';
import { addConsumers } from './consumers/index.ts';
import { makeMailFeedback, mailSentPattern } from './mail-feedback.ts';

/** Batches of mails under way at once: ten messages each. What exceeds the account's rate SES throttles: it waits and is tried again. */
const MAIL_CONCURRENCY = 5;

/** The notifications service: one e-mail per event, settled by SES's answer or by its own Send event. */
export function makeNotificationsStack(app: App, stage: StageSettings, bundles: string): ServiceStack {
  const stack = new ServiceStack(app, { service: 'notifications', stage, bundles });
  const claims = new EventSourcedTable(stack, 'Claims');
  const configurationSet = makeMailFeedback(stack);
  addMailers(stack, claims, configurationSet);
  new Consumer(stack, 'OnMailSent', {
    handler: 'on-mail-sent',
    bus: 'default',
    events: [mailSentPattern(configurationSet)],
    statements: [claims.allow('GetItem', 'PutItem')],
    environment: { TABLE_NAME: claims.cfn.ref },
    publishes: [emailSent],
  });
  new Publisher(stack, claims, { contracts: [emailSent] });
  addConsumers(stack);
  return stack;
}

function addMailers(stack: ServiceStack, claims: EventSourcedTable, configurationSet: string): void {
  const parked = makeFailureQueue(stack, 'ParkedMails', stack);
  stack.alarms.notEmpty('ParkedMails', parked, {
    what: 'It is unknown whether a mail was sent, and a person has to decide.',
    runbook: 'parked-mails',
  });
  const address = stack.shared('mail/from');
  const domain = Fn.select(1, Fn.split('@', address));
  const mailer = (id: string, handler: string, event: RulePattern): Consumer =>
    new Consumer(stack, id, {
      handler,
      events: [event],
      maxConcurrency: MAIL_CONCURRENCY,
      statements: [
        claims.allow('DeleteItem', 'GetItem', 'PutItem'),
        sendMailFrom(stack, { address, domain, configurationSet }),
        sendMessage(parked.attrArn),
      ],
      environment: {
        TABLE_NAME: claims.cfn.ref,
        MAIL_FROM: address,
        CONFIGURATION_SET: configurationSet,
        PARKED_QUEUE_URL: parked.ref,
      },
      publishes: [emailSent],
    });
  mailer('OnOrderPlaced', 'on-order-placed', orderPlaced.pattern());
  mailer('OnOrderCancelled', 'on-order-cancelled', orderCancelled.pattern());
}
