import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { emailSent } from '@tidings/events/notifications/email-sent';
import {
  type Logger,
  makeLogger,
  makeParkQueue,
  makePublisher,
  makePutEvents,
  settingsIn,
  type TableStreamHandler,
} from '@tidings/messaging';
import { makeDynamoClaimStore } from './adapters/dynamodb/claim-store.ts';
import { makeSesMailSender } from './adapters/ses/ses-mail-sender.ts';
import { makeSqsParkedMails } from './adapters/sqs/parked-mails.ts';
import type { ClaimStore } from './application/ports.ts';
import { makeSendMailOnce, type SendMailOnce } from './application/send-mail-once.ts';

/**
 * Milliseconds to wait for SES: with connecting, well under the function's 30 s, so that an answer that does not come
 * is told from a function that was stopped.
 */
const SES_TIMEOUTS = { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/** Milliseconds to wait after the first throttled call, half of it by chance; then twice as long. */
const FIRST_PAUSE_MS = 1_000;

/** What the function's stack has set. */
const setting = settingsIn(process.env);

/** The service's name. */
export const service: string = setting('SERVICE');

/** The service's logger. */
export const logger: Logger = makeLogger(service);

/** The time, which nothing inside asks the machine for. */
export const now = (): Date => new Date();

/** Claims in the service's table. */
export function composeClaims(): ClaimStore {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  return makeDynamoClaimStore({ client, tableName: setting('TABLE_NAME') });
}

/** Sending through SES, once. */
export function composeSendMailOnce(): SendMailOnce {
  const ses = new SESClient({ maxAttempts: 1, requestHandler: SES_TIMEOUTS });
  return makeSendMailOnce({
    claims: composeClaims(),
    sender: makeSesMailSender({
      client: ses,
      from: setting('MAIL_FROM'),
      configurationSet: setting('CONFIGURATION_SET'),
      now,
    }),
    parkedMails: makeSqsParkedMails({ client: new SQSClient(), queueUrl: setting('PARKED_QUEUE_URL') }),
    now,
    newAttempt: randomUUID,
    pause: (throttled) => setTimeout(FIRST_PAUSE_MS * 2 ** (throttled - 1) * (0.5 + Math.random() / 2)),
  });
}

/** Publishing what the table's commits say to others. */
export function composePublisher(): TableStreamHandler {
  return makePublisher({
    service,
    logger,
    contracts: [emailSent],
    events: makePutEvents(new EventBridgeClient()),
    park: makeParkQueue({ client: new SQSClient(), queueUrl: setting('PARKED_QUEUE_URL') }),
    busName: setting('EVENT_BUS_NAME'),
  });
}
