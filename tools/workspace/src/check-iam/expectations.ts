import type { FlowName } from './flows.ts';
import type { Grant } from './grants.ts';

/**
 * Where a person would look: the deployment is refused, the function's log names the refused action, the log stays empty,
 * or the queue for what a mapping gave up stays empty.
 */
export type Symptom = 'deployment' | 'function log' | 'no log' | 'no failure record';

/** How one grant is observed. */
export interface Expectation {
  readonly flow: FlowName;
  /** Where a person would see that the permission is missing. */
  readonly symptom: Symptom;
}

interface Rule extends Expectation {
  /** Text in the role's name. */
  readonly role: string;
  readonly action: RegExp;
  /** Text in the resource, where one role has an action on two. */
  readonly resource?: string;
}

const LOGS = /^logs:/;
const POLL_QUEUE = /^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$/;
const POLL_STREAM = /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/;

/** The flow that makes a function run at all, by its role. */
const USUAL_FLOWS: readonly (readonly [string, FlowName])[] = [
  ['GetOrder', 'read an order'],
  ['CancelOrder', 'cancel an order'],
  ['ListOrders', 'list orders'],
  ['GetSales', 'read sales'],
  ['OnOrderCancelled', 'cancel an order'],
  ['', 'place an order'],
];

/** Grants that only something unusual needs. The first rule that fits counts. */
const UNUSUAL: readonly Rule[] = [
  {
    role: 'ProjectOrderList',
    action: /^sqs:SendMessage$/,
    flow: 'the order list cannot be projected',
    symptom: 'no failure record',
  },
  {
    role: 'orders-PublishEvents',
    action: /^sqs:SendMessage$/,
    resource: 'Failures',
    flow: 'the publisher of orders always dies',
    symptom: 'no failure record',
  },
  {
    role: 'notifications-PublishEvents',
    action: /^sqs:SendMessage$/,
    resource: 'Failures',
    flow: 'the publisher of notifications always dies',
    symptom: 'no failure record',
  },
  {
    role: 'notifications-PublishEvents',
    action: /^sqs:SendMessage$/,
    flow: 'notifications stores an event that breaks its contract',
    symptom: 'function log',
  },
  {
    role: 'PublishEvents',
    action: /^sqs:SendMessage$/,
    flow: 'orders stores an event that breaks its contract',
    symptom: 'function log',
  },
  {
    role: 'OnOrder',
    action: /^sqs:SendMessage$/,
    flow: 'the mailer dies between claim and mail',
    symptom: 'function log',
  },
  {
    role: 'OnOrder',
    action: /^dynamodb:GetItem$/,
    flow: 'the mailer dies between claim and mail',
    symptom: 'function log',
  },
  { role: 'PlaceOrder', action: /^dynamodb:Query$/, flow: 'place an order twice', symptom: 'function log' },
  { role: 'OnOrder', action: /^dynamodb:DeleteItem$/, flow: 'SES throttles', symptom: 'function log' },
  { role: 'OnMailSent', action: /^dynamodb:/, flow: 'the answer of SES is lost', symptom: 'function log' },
];

const fits = (rule: Rule, grant: Grant): boolean =>
  grant.roleArn.includes(rule.role) &&
  rule.action.test(grant.action) &&
  (rule.resource === undefined || grant.resource.includes(rule.resource));

function symptomOf({ action }: Grant): Symptom {
  if (LOGS.test(action)) return 'no log';
  if (POLL_QUEUE.test(action) || POLL_STREAM.test(action)) return 'deployment';
  return 'function log';
}

function usualFlow({ roleArn }: Grant): FlowName {
  return USUAL_FLOWS.find(([role]) => roleArn.includes(role))?.[1] ?? 'place an order';
}

/** The flow that needs the grant, and where its absence shows. */
export function expectationOf(grant: Grant): Expectation {
  return UNUSUAL.find((rule) => fits(rule, grant)) ?? { flow: usualFlow(grant), symptom: symptomOf(grant) };
}

interface Unobservable {
  readonly action: string;
  readonly reason: string;
}

/** Actions whose absence shows nowhere, each with its reason; everything else must show. */
export const UNOBSERVABLE: readonly Unobservable[] = [];
