import type { Json } from '../../core/aws-error.ts';
import type { Permission } from '../../core/policy.ts';
import { optionalText, structure, texts } from './input.ts';
import { bareAddress, displayName, mailboxesIn } from './mime/addresses.ts';
import { headerOf, splitMessage } from './mime/headers.ts';
import { identityOf, type SesState } from './state.ts';

const SENDING: readonly string[] = ['SendEmail', 'SendRawEmail', 'SendTemplatedEmail'];

interface Envelope {
  readonly from: string;
  readonly recipients: readonly string[];
}

function headersOf(input: Json): ReturnType<typeof splitMessage>['headers'] {
  const data = structure(input, 'RawMessage')['Data'];
  if (data instanceof Uint8Array) return splitMessage(Buffer.from(data)).headers;
  return typeof data === 'string' ? splitMessage(Buffer.from(data, 'base64')).headers : [];
}

function envelopeOf(input: Json): Envelope {
  const headers = headersOf(input);
  const destination = structure(input, 'Destination');
  const listed = ['ToAddresses', 'CcAddresses', 'BccAddresses'].flatMap((name) => texts(destination, name));
  const given = [...texts(input, 'Destinations'), ...listed];
  const named = ['To', 'Cc', 'Bcc'].flatMap((name) => mailboxesIn(headerOf(headers, name) ?? ''));
  const from = headerOf(headers, 'From') ?? optionalText(input, 'Source') ?? '';
  return { from, recipients: (given.length > 0 ? given : named).map(bareAddress) };
}

/** Sending needs its action on the identity and on the configuration set. docs.aws.amazon.com/ses/latest/dg/control-user-access.html */
function sendingNeeds(state: SesState, operation: string, input: Json): readonly Permission[] {
  const { from, recipients } = envelopeOf(input);
  const sender = bareAddress(optionalText(input, 'Source') ?? from);
  const action = `ses:${operation}`;
  const conditionKeys = {
    'ses:FromAddress': bareAddress(from),
    'ses:FromDisplayName': displayName(from),
    'ses:Recipients': recipients,
    'ses:ApiVersion': '1',
  };
  const set = optionalText(input, 'ConfigurationSetName');
  const template = optionalText(input, 'Template');
  const resources = [
    `identity/${identityOf(state, sender) ?? sender}`,
    ...(set === undefined ? [] : [`configuration-set/${set}`]),
    ...(template === undefined ? [] : [`template/${template}`]),
  ];
  return resources.map((resource) => ({ action, resource: state.cloud.arn('ses', resource), conditionKeys }));
}

/** What a call needs; management calls of version 1 know no resources. docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html */
export function permissionsOf(state: SesState, operation: string, input: Json): readonly Permission[] {
  if (SENDING.includes(operation)) return sendingNeeds(state, operation, input);
  return [{ action: `ses:${operation}`, resource: '*' }];
}
