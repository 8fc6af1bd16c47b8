import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { optionalText, structure, text, texts } from '../input.ts';
import { composeMail } from '../mime/compose.ts';
import { acceptMail } from '../sending/accept.ts';
import type { SesState } from '../state.ts';
import { refuseNotHonoured, tagsIn } from './send-raw-email.ts';

/** Mailboxes of a call's destination. */
export interface Destination {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly all: readonly string[];
}

export function destinationOf(input: Json): Destination {
  const destination = structure(input, 'Destination');
  const to = texts(destination, 'ToAddresses');
  const cc = texts(destination, 'CcAddresses');
  return { to, cc, all: [...to, ...cc, ...texts(destination, 'BccAddresses')] };
}

const contentOf = (body: Json, name: string): string | undefined => optionalText(structure(body, name), 'Data');

/** docs.aws.amazon.com/ses/latest/APIReference/API_SendEmail.html */
export const makeSendEmail =
  (state: SesState): Operation =>
  async (input, { principal }) => {
    refuseNotHonoured('SendEmail', input);
    const source = text(input, 'Source');
    const message = structure(input, 'Message');
    const body = structure(message, 'Body');
    const { to, cc, all } = destinationOf(input);
    const subject = text(structure(message, 'Subject'), 'Data');
    const replyTo = texts(input, 'ReplyToAddresses');
    const content = { text: contentOf(body, 'Text'), html: contentOf(body, 'Html') };
    const MessageId = acceptMail(state, {
      operation: 'SendEmail',
      principal,
      raw: composeMail({ from: source, to, cc, replyTo, subject, ...content }),
      source,
      destinations: all,
      tags: tagsIn(input),
      configurationSet: optionalText(input, 'ConfigurationSetName'),
    });
    return { MessageId };
  };
