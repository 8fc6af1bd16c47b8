import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../core/principal.ts';
import { invalidParameter, notVerified } from '../errors.ts';
import { bareAddress, checkedAddress, mailboxesIn } from '../mime/addresses.ts';
import { type Header, headerOf, joinMessage, splitMessage } from '../mime/headers.ts';
import { configurationSet, identityOf, type SentMail, type SesState } from '../state.ts';
import { publishMailEvents } from './mail-events.ts';

/** A mail somebody wants sent. */
export interface Submission {
  /** For example `SendRawEmail`. */
  readonly operation: string;
  readonly principal: Principal;
  readonly raw: Buffer;
  /** Envelope sender; the From header when undefined. */
  readonly source: string | undefined;
  /** Envelope recipients; those of the headers when undefined. */
  readonly destinations: readonly string[] | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly configurationSet: string | undefined;
}

/** docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MAX_RECIPIENTS = 50;
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

/** Headers that speak to SES and do not travel with the mail. docs.aws.amazon.com/ses/latest/dg/event-publishing-send-email.html */
const CONFIGURATION_SET_HEADER = 'X-SES-CONFIGURATION-SET';
const TAGS_HEADER = 'X-SES-MESSAGE-TAGS';
const NOT_SENT: readonly string[] = [CONFIGURATION_SET_HEADER, TAGS_HEADER, 'Bcc'].map((name) => name.toLowerCase());

/** docs.aws.amazon.com/ses/latest/APIReference/API_MessageTag.html */
const TAG_PART = /^[A-Za-z0-9_-]{1,256}$/;

/** @throws {AwsError} InvalidParameterValue. */
export function checkedTags(pairs: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  for (const [name, value] of pairs)
    if (!TAG_PART.test(name) || !TAG_PART.test(value))
      throw invalidParameter(`Invalid message tag <${name}>: only letters, digits, '_' and '-' are allowed.`);
  return Object.fromEntries(pairs);
}

function tagsOf({ tags }: Submission, headers: readonly Header[]): Readonly<Record<string, string>> {
  if (tags !== undefined) return tags;
  const listed = (headerOf(headers, TAGS_HEADER) ?? '').split(',').filter((pair) => pair.includes('='));
  return checkedTags(
    listed.map((pair) => {
      const [name = '', value = ''] = pair.split('=', 2);
      return [name.trim(), value.trim()] as const;
    }),
  );
}

function recipientsOf({ destinations }: Submission, headers: readonly Header[]): readonly string[] {
  const named = ['To', 'Cc', 'Bcc'].flatMap((name) => mailboxesIn(headerOf(headers, name) ?? ''));
  const recipients = (destinations ?? named).map(checkedAddress);
  if (recipients.length === 0) throw invalidParameter("Missing required header 'To'.");
  if (recipients.length > MAX_RECIPIENTS) throw invalidParameter(`Recipient count exceeds ${MAX_RECIPIENTS}.`);
  return recipients;
}

/** Both the envelope sender and the From header must be verified. docs.aws.amazon.com/ses/latest/dg/creating-identities.html */
function checkSenders(state: SesState, senders: readonly string[]): void {
  const failed = [...new Set(senders)].filter((sender) => identityOf(state, bareAddress(sender)) === undefined);
  if (failed.length > 0) throw notVerified(state.cloud.region, failed);
}

function sourceOf({ source }: Submission, headers: readonly Header[]): string {
  const from = headerOf(headers, 'From');
  const sender = source ?? from;
  if (sender === undefined) throw invalidParameter("Missing required header 'From'.");
  checkedAddress(sender);
  return sender;
}

/** In the form of SES's own: time, UUID, zeros. */
export const newMessageId = (now: number): string => `0102${now.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;

function outgoing(headers: readonly Header[], messageId: string, state: SesState): readonly Header[] {
  const kept = headers.filter(
    ({ name }) => !NOT_SENT.includes(name.toLowerCase()) && name.toLowerCase() !== 'message-id',
  );
  const date =
    headerOf(headers, 'Date') === undefined
      ? [{ name: 'Date', value: new Date(state.cloud.clock.now()).toUTCString() }]
      : [];
  return [...kept, ...date, { name: 'Message-ID', value: `<${messageId}@${state.cloud.region}.amazonses.com>` }];
}

/** Takes a mail, writes it into the ledger and lets its events go. Gives the message id. @throws {AwsError} when SES would not take it. */
export function acceptMail(state: SesState, submission: Submission): string {
  if (submission.raw.length > MAX_MESSAGE_BYTES)
    throw invalidParameter(`Message length is more than ${MAX_MESSAGE_BYTES} bytes long: '${submission.raw.length}'.`);
  const { headers, body } = splitMessage(submission.raw);
  const source = sourceOf(submission, headers);
  const recipients = recipientsOf(submission, headers);
  checkSenders(state, [source, ...mailboxesIn(headerOf(headers, 'From') ?? '')]);
  const setName = submission.configurationSet ?? headerOf(headers, CONFIGURATION_SET_HEADER);
  const set = setName === undefined ? undefined : configurationSet(state, setName);
  const sentAt = state.cloud.clock.now();
  const messageId = newMessageId(sentAt);
  const sentHeaders = outgoing(headers, messageId, state);
  const tags = tagsOf(submission, headers);
  const raw = joinMessage({ headers: sentHeaders, body });
  const mail: SentMail = { messageId, sentAt, source, recipients, tags, configurationSet: setName, raw };
  state.ledger.push(mail);
  if (set !== undefined) publishMailEvents(state, set, { mail, headers: sentHeaders, submission });
  return messageId;
}
