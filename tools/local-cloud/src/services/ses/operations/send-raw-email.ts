import type { Json } from '../../../core/aws-error.ts';
import { NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { validationError } from '../errors.ts';
import { optionalText, structure, structures, text, texts } from '../input.ts';
import { acceptMail, checkedTags } from '../sending/accept.ts';
import type { SesState } from '../state.ts';

/** Members that AWS has for sending on others' behalf. docs.aws.amazon.com/ses/latest/dg/sending-authorization.html */
const NOT_HONOURED: readonly string[] = ['SourceArn', 'FromArn', 'ReturnPathArn', 'ReturnPath', 'TemplateArn'];

/** @throws {NotImplementedLocallyError} naming the member. */
export function refuseNotHonoured(operation: string, input: Json): void {
  const found = NOT_HONOURED.find((name) => optionalText(input, name) !== undefined);
  if (found !== undefined) throw new NotImplementedLocallyError(`ses:${operation} parameter ${found}`);
}

/** Message tags of a call; undefined without any. */
export function tagsIn(input: Json): Readonly<Record<string, string>> | undefined {
  const tags = structures(input, 'Tags');
  if (tags.length === 0) return undefined;
  return checkedTags(tags.map((tag) => [text(tag, 'Name'), text(tag, 'Value')] as const));
}

function rawOf(input: Json): Buffer {
  const data = structure(input, 'RawMessage')['Data'];
  if (data instanceof Uint8Array) return Buffer.from(data);
  if (typeof data !== 'string' || data === '') throw validationError('RawMessage.Data must not be empty.');
  return Buffer.from(data, 'base64');
}

/** docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html */
export const makeSendRawEmail =
  (state: SesState): Operation =>
  async (input, { principal }) => {
    refuseNotHonoured('SendRawEmail', input);
    const destinations = texts(input, 'Destinations');
    const MessageId = acceptMail(state, {
      operation: 'SendRawEmail',
      principal,
      raw: rawOf(input),
      source: optionalText(input, 'Source'),
      destinations: destinations.length === 0 ? undefined : destinations,
      tags: tagsIn(input),
      configurationSet: optionalText(input, 'ConfigurationSetName'),
    });
    return { MessageId };
  };
