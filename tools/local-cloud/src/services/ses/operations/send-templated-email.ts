import { AwsError, type Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { optionalText, text, texts } from '../input.ts';
import { bareAddress } from '../mime/addresses.ts';
import { composeMail } from '../mime/compose.ts';
import { acceptMail, newMessageId, type Submission } from '../sending/accept.ts';
import { publishRenderingFailure } from '../sending/mail-events.ts';
import { configurationSet, type SesState, type Template, templateNamed } from '../state.ts';
import { type Rendered, render } from '../templates/render.ts';
import { destinationOf } from './send-email.ts';
import { refuseNotHonoured, tagsIn } from './send-raw-email.ts';

type Unrendered = Omit<Submission, 'raw'>;

/** The call is accepted all the same; only the event tells. docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html */
function reportFailure(
  state: SesState,
  unrendered: Unrendered,
  { template, error }: { template: Template; error: AwsError },
): Json {
  const messageId = newMessageId(state.cloud.clock.now());
  if (unrendered.configurationSet === undefined) return { MessageId: messageId };
  const mail = {
    messageId,
    sentAt: state.cloud.clock.now(),
    source: unrendered.source ?? '',
    recipients: (unrendered.destinations ?? []).map(bareAddress),
    tags: unrendered.tags ?? {},
    configurationSet: unrendered.configurationSet,
    raw: Buffer.alloc(0),
  };
  const facts = { mail, headers: [], submission: unrendered };
  const failure = { facts, templateName: template.name, errorMessage: error.message };
  publishRenderingFailure(state, configurationSet(state, unrendered.configurationSet), failure);
  return { MessageId: messageId };
}

function tryRender(template: Template, data: string): Rendered | AwsError {
  try {
    return render(template, data);
  } catch (error) {
    if (error instanceof AwsError && error.queryCode === 'MissingRenderingAttribute') return error;
    throw error;
  }
}

/** docs.aws.amazon.com/ses/latest/APIReference/API_SendTemplatedEmail.html */
export const makeSendTemplatedEmail =
  (state: SesState): Operation =>
  async (input, { principal }) => {
    refuseNotHonoured('SendTemplatedEmail', input);
    const source = text(input, 'Source');
    const template = templateNamed(state, text(input, 'Template'));
    const { to, cc, all } = destinationOf(input);
    const unrendered: Unrendered = {
      operation: 'SendTemplatedEmail',
      principal,
      source,
      destinations: all,
      tags: tagsIn(input),
      configurationSet: optionalText(input, 'ConfigurationSetName'),
    };
    const rendered = tryRender(template, text(input, 'TemplateData'));
    if (rendered instanceof AwsError) return reportFailure(state, unrendered, { template, error: rendered });
    const raw = composeMail({ from: source, to, cc, replyTo: texts(input, 'ReplyToAddresses'), ...rendered });
    return { MessageId: acceptMail(state, { ...unrendered, raw }) };
  };
