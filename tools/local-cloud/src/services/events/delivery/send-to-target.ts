import type { Cloud } from '../../../core/cloud.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Principal } from '../../../core/principal.ts';
import type { EventRecord, Rule, Target } from '../state.ts';
import { targetInput } from './target-input.ts';

export interface Delivery {
  readonly rule: Rule;
  readonly target: Target;
  readonly record: EventRecord;
}

export interface Sender {
  readonly cloud: Cloud;
  /** Whole events on their way to another bus, by the input of the call that carries them. */
  readonly forwarded: WeakMap<Json, EventRecord>;
}

/** The part of an ARN after the account. */
const resourceOf = (arn: string): string => arn.split(':').slice(5).join(':');

export const EVENTS_SERVICE = 'events.amazonaws.com';

function principalOf(delivery: Delivery): Principal {
  const { target, rule } = delivery;
  if (target.RoleArn === undefined) return { kind: 'service', service: EVENTS_SERVICE, sourceArn: rule.arn };
  return { kind: 'role', roleArn: target.RoleArn, sessionName: 'events' };
}

async function sendToQueue({ cloud }: Sender, delivery: Delivery): Promise<void> {
  const { target, record, rule } = delivery;
  const groupId = target.SqsParameters?.MessageGroupId;
  await cloud.call({
    principal: { kind: 'service', service: EVENTS_SERVICE, sourceArn: rule.arn },
    service: 'sqs',
    operation: 'SendMessage',
    input: {
      QueueUrl: `${cloud.url}/${cloud.accountId}/${resourceOf(target.Arn)}`,
      MessageBody: targetInput(target, record, rule),
      ...(groupId === undefined ? {} : { MessageGroupId: groupId }),
    },
  });
}

/** Lambda is invoked asynchronously. docs.aws.amazon.com/lambda/latest/dg/services-cloudwatchevents.html */
async function sendToFunction({ cloud }: Sender, delivery: Delivery): Promise<void> {
  const { target, record, rule } = delivery;
  await cloud.call({
    principal: { kind: 'service', service: EVENTS_SERVICE, sourceArn: rule.arn },
    service: 'lambda',
    operation: 'Invoke',
    input: {
      FunctionName: target.Arn,
      InvocationType: 'Event',
      Payload: targetInput(target, record, rule),
    },
  });
}

/** The event keeps its id, source, account and time. docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html */
async function sendToBus({ cloud, forwarded }: Sender, delivery: Delivery): Promise<void> {
  const { target, record } = delivery;
  const event = JSON.parse(record.text) as Readonly<Record<string, unknown>>;
  const entry = {
    Source: event['source'],
    DetailType: event['detail-type'],
    Detail: JSON.stringify(event['detail']),
    EventBusName: target.Arn,
  };
  const input: Json = { Entries: [entry] };
  forwarded.set(input, record);
  await cloud.call({ principal: principalOf(delivery), service: 'events', operation: 'PutEvents', input });
}

type Send = (sender: Sender, delivery: Delivery) => Promise<void>;

const SENDERS: readonly (readonly [RegExp, Send])[] = [
  [/^arn:[\w-]+:sqs:/u, sendToQueue],
  [/^arn:[\w-]+:lambda:[^:]*:[^:]*:function:/u, sendToFunction],
  [/^arn:[\w-]+:events:[^:]*:[^:]*:event-bus\//u, sendToBus],
];

/** How an event gets to a target of this ARN; undefined for services that the local cloud does not deliver to. */
export const senderFor = (targetArn: string): Send | undefined => SENDERS.find(([arns]) => arns.test(targetArn))?.[1];
