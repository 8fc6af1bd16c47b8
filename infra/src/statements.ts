import { Arn, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One IAM statement, spelled as IAM reads it: named actions on named resources. */
export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Allows the actions on the resources, and nothing else. */
export function allow(actions: readonly string[], resources: readonly string[]): Statement {
  return { Effect: 'Allow', Action: actions, Resource: resources };
}

/**
 * What Lambda itself does under the function's role to read a table's stream.
 * Source: docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
export function readStream(streamArn: string): Statement {
  return allow(
    ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    [streamArn],
  );
}

/**
 * What Lambda itself does under the function's role to poll a queue.
 * Source: docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function pollQueue(queueArn: string): Statement {
  return allow(['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [queueArn]);
}

/** Puts messages into the queues. */
export function sendMessage(...queueArns: readonly string[]): Statement {
  return allow(['sqs:SendMessage'], queueArns);
}

/**
 * Publishes under the service's own name only: an entry with another source is refused by the bus.
 * Source: docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html
 */
export function putEventsAs(source: string, busArn: string): Statement {
  return { ...allow(['events:PutEvents'], [busArn]), Condition: { StringEquals: { 'events:source': source } } };
}

/**
 * Sends mail from one address: through that address or its domain as the verified identity, with one configuration set.
 * Source: docs.aws.amazon.com/ses/latest/dg/control-user-access.html
 */
export function sendMailFrom(
  scope: Construct,
  mail: { readonly address: string; readonly domain: string; readonly configurationSet: string },
): Statement {
  const stack = Stack.of(scope);
  const arn = (resource: string, resourceName: string): string =>
    Arn.format({ service: 'ses', resource, resourceName }, stack);
  const resources = [
    arn('identity', mail.address),
    arn('identity', mail.domain),
    arn('configuration-set', mail.configurationSet),
  ];
  return {
    ...allow(['ses:SendRawEmail'], resources),
    Condition: { StringEquals: { 'ses:FromAddress': mail.address } },
  };
}
