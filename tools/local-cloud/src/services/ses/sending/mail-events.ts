import type { Json } from '../../../core/aws-error.ts';
import type { Principal } from '../../../core/principal.ts';
import { bareAddress, domainOf, mailboxesIn } from '../mime/addresses.ts';
import { decodedHeader, type Header, headerOf } from '../mime/headers.ts';
import { type ConfigurationSet, identityOf, type SentMail, type SesState } from '../state.ts';
import { type MailEvent, outcomesOf } from './simulator.ts';

export interface MailFacts {
  readonly mail: SentMail;
  readonly headers: readonly Header[];
  readonly submission: { readonly operation: string; readonly principal: Principal };
}

const callerOf = (principal: Principal): string => {
  if (principal.kind === 'role') return principal.roleArn.split('/').at(-1) ?? '';
  return principal.kind === 'operator' ? 'root' : principal.service;
};

/** Tags that SES adds to each mail of a configuration set. docs.aws.amazon.com/ses/latest/dg/monitor-using-event-publishing.html */
function tagsOf({ mail, submission }: MailFacts): Json {
  const own = Object.entries(mail.tags).map(([name, value]) => [name, [value]] as const);
  return {
    'ses:operation': [submission.operation],
    'ses:configuration-set': [mail.configurationSet ?? ''],
    'ses:source-ip': ['127.0.0.1'],
    'ses:from-domain': [domainOf(bareAddress(mail.source))],
    'ses:caller-identity': [callerOf(submission.principal)],
    ...Object.fromEntries(own),
  };
}

function commonHeaders({ mail, headers }: MailFacts): Json {
  const listed = (name: string): readonly string[] => mailboxesIn(headerOf(headers, name) ?? '').map(decodedHeader);
  const cc = listed('Cc');
  return {
    from: listed('From'),
    date: headerOf(headers, 'Date'),
    to: listed('To'),
    ...(cc.length === 0 ? {} : { cc }),
    messageId: mail.messageId,
    subject: decodedHeader(headerOf(headers, 'Subject') ?? ''),
  };
}

/** The `mail` object of every event. docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html */
function mailObject(state: SesState, facts: MailFacts): Json {
  const { mail, headers } = facts;
  const identity = identityOf(state, bareAddress(mail.source)) ?? bareAddress(mail.source);
  return {
    timestamp: new Date(mail.sentAt).toISOString(),
    source: mail.source,
    sourceArn: state.cloud.arn('ses', `identity/${identity}`),
    sendingAccountId: state.cloud.accountId,
    messageId: mail.messageId,
    destination: mail.recipients,
    headersTruncated: false,
    headers,
    commonHeaders: commonHeaders(facts),
    tags: tagsOf(facts),
  };
}

/** Names: docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html */
const sent = (mail: Json): MailEvent => ({
  type: 'send',
  detailType: 'Email Sent',
  detail: { eventType: 'Send', mail, send: {} },
});

async function put(state: SesState, set: ConfigurationSet, entries: readonly Json[]): Promise<void> {
  const sourceArn = state.cloud.arn('ses', `configuration-set/${set.name}`);
  const principal = { kind: 'service', service: 'ses.amazonaws.com', sourceArn } as const;
  state.eventsUnderWay += 1;
  try {
    await state.cloud.call({ principal, service: 'events', operation: 'PutEvents', input: { Entries: entries } });
  } catch {
    // SES publishes by best effort: docs.aws.amazon.com/eventbridge/latest/ref/event-delivery-level.html
  } finally {
    state.eventsUnderWay -= 1;
  }
}

function publish(state: SesState, set: ConfigurationSet, events: readonly MailEvent[]): void {
  const enabled = [...set.destinations.values()].filter((destination) => destination.enabled);
  const wanted = events.filter(({ type }) => enabled.some(({ types }) => types.includes(type)));
  const Resources = [state.cloud.arn('ses', `configuration-set/${set.name}`)];
  const entries = wanted.map(({ detailType, detail }) => ({
    Source: 'aws.ses',
    DetailType: detailType,
    Detail: JSON.stringify(detail),
    Resources,
    Time: new Date(state.cloud.clock.now()),
  }));
  if (entries.length > 0) void put(state, set, entries);
}

/** Tells the default bus, through the set's destinations, that a mail was sent and what became of it. Does not wait. */
export function publishMailEvents(state: SesState, set: ConfigurationSet, facts: MailFacts): void {
  const mail = mailObject(state, facts);
  publish(state, set, [sent(mail), ...outcomesOf(facts.mail, mail)]);
}

/** Tells the default bus that a template could not be rendered; nothing was sent then. */
export function publishRenderingFailure(
  state: SesState,
  set: ConfigurationSet,
  failure: { readonly facts: MailFacts; readonly templateName: string; readonly errorMessage: string },
): void {
  const { facts, templateName, errorMessage } = failure;
  const mail = mailObject(state, facts);
  const detail = { eventType: 'Rendering Failure', mail, failure: { errorMessage, templateName } };
  publish(state, set, [{ type: 'renderingFailure', detailType: 'Email Rendering Failed', detail }]);
}
