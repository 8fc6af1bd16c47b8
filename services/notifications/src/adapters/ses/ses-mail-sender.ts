import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { MailSender, OutgoingMail, SendAnswer } from '../../application/ports.ts';
import { SENDER_NAME } from '../../domain/mail-layout.ts';
import { CLAIM_TAG } from './claim-tag.ts';
import { rawMail } from './raw-mail.ts';

/** How mail leaves through SES. */
export interface SesMailSenderOptions {
  /** With `maxAttempts: 1`: SES has no idempotency token, so a second call is a second mail. */
  readonly client: SESClient;
  /** The sender's address alone; its display name is ours. */
  readonly from: string;
  readonly configurationSet: string;
  readonly now: () => Date;
}

/** Failures of which Node and the SDK say that no request was made. */
const NEVER_LEFT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'CredentialsProviderError',
]);

/** SES's word for too much at once. Source: docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html */
const THROTTLED: ReadonlySet<unknown> = new Set(['Throttling', 'ThrottlingException']);

/** A client error that does not tell whether the request was carried out. */
const REQUEST_TIMEOUT = 408;

/**
 * SES's SendRawEmail, called once. The claim's id travels as a message tag and comes back in SES's own events.
 * Source: docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html
 */
export function makeSesMailSender(options: SesMailSenderOptions): MailSender {
  return {
    send: async (mail) => {
      const composed = compose(options, mail);
      return composed.ok
        ? call(options, mail, composed.data)
        : { status: 'refused', reason: composed.reason, throttled: false };
    },
  };
}

type Composed = { readonly ok: true; readonly data: Uint8Array } | { readonly ok: false; readonly reason: string };

function compose({ from, now }: SesMailSenderOptions, mail: OutgoingMail): Composed {
  try {
    return { ok: true, data: rawMail({ from: { name: SENDER_NAME, email: from }, at: now() }, mail) };
  } catch (error) {
    return { ok: false, reason: spell(error) };
  }
}

async function call(options: SesMailSenderOptions, mail: OutgoingMail, data: Uint8Array): Promise<SendAnswer> {
  try {
    const { MessageId } = await options.client.send(
      new SendRawEmailCommand({
        Source: options.from,
        Destinations: [mail.to.email],
        RawMessage: { Data: data },
        ConfigurationSetName: options.configurationSet,
        Tags: [{ Name: CLAIM_TAG, Value: mail.emailId }],
      }),
    );
    if (MessageId === undefined) return { status: 'unknown', reason: 'an answer without a message id' };
    return { status: 'sent', messageId: MessageId };
  } catch (error) {
    const reason = spell(error);
    if (!surelyNotSent(error)) return { status: 'unknown', reason };
    return { status: 'refused', reason, throttled: THROTTLED.has(field(error, 'name')) };
  }
}

/** SES answered that it will not, or was never reached. Any other failure may have come after the mail was taken. */
function surelyNotSent(error: unknown): boolean {
  const status = field(field(error, '$metadata'), 'httpStatusCode');
  if (typeof status === 'number') return status >= 400 && status < 500 && status !== REQUEST_TIMEOUT;
  return NEVER_LEFT.has(field(error, 'code')) || NEVER_LEFT.has(field(error, 'name'));
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function spell(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
