import type { RulePattern } from '@tidings/events';
import type { ServiceStack } from '@tidings/infra';
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses';
import { Arn } from 'aws-cdk-lib/core';

/**
 * A configuration set whose Send events go to the account's default bus, the only bus SES publishes to. Returns its name.
 * Source: docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventBridgeDestination.html
 */
export function makeMailFeedback(stack: ServiceStack): string {
  const set = new CfnConfigurationSet(stack, 'MailConfiguration', {});
  new CfnConfigurationSetEventDestination(stack, 'MailEvents', {
    configurationSetName: set.ref,
    eventDestination: {
      enabled: true,
      matchingEventTypes: ['send'],
      eventBridgeDestination: {
        eventBusArn: Arn.format({ service: 'events', resource: 'event-bus', resourceName: 'default' }, stack),
      },
    },
  });
  return set.ref;
}

/**
 * Send events of this stage's mails alone: a mail carries its configuration set's name as a tag of its own.
 * Source: docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
 */
export function mailSentPattern(configurationSet: string): RulePattern {
  return {
    source: ['aws.ses'],
    'detail-type': ['Email Sent'],
    detail: { mail: { tags: { 'ses:configuration-set': [configurationSet] } } },
  };
}
