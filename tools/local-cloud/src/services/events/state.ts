import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import type { PolicyDocument, PolicyStatement } from '../../core/policy.ts';
import type { EventPattern } from './matching/parse-pattern.ts';
import type { RuleMatcher } from './matching/rule-matcher.ts';

/** A target of a rule, as PutTargets gave it. */
export interface Target {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: InputTransformer;
  readonly SqsParameters?: { readonly MessageGroupId?: string };
  readonly DeadLetterConfig?: { readonly Arn?: string };
  readonly RetryPolicy?: { readonly MaximumRetryAttempts?: number; readonly MaximumEventAgeInSeconds?: number };
}

export interface InputTransformer {
  readonly InputPathsMap?: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly busName: string;
  eventPattern: string;
  pattern: EventPattern;
  enabled: boolean;
  description: string | undefined;
  roleArn: string | undefined;
  readonly targets: Map<string, Target>;
}

export interface EventBus {
  readonly name: string;
  readonly arn: string;
  description: string | undefined;
  deadLetterConfig: Json | undefined;
  readonly statements: Map<string, PolicyStatement>;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  modifiedAt: number;
  readonly rules: Map<string, Rule>;
  /** Of the enabled rules; undefined after a change, until the next event. */
  matcher: RuleMatcher<Rule> | undefined;
}

/** An event as it was accepted. `text` is the whole event as JSON, which targets receive unless their input says otherwise. */
export interface EventRecord {
  readonly id: string;
  readonly text: string;
  /** Epoch milliseconds of the event's own time. */
  readonly time: number;
  /** Epoch milliseconds on the cloud's clock at which the bus received it. */
  readonly receivedAt: number;
}

export interface Archive {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  description: string | undefined;
  eventPattern: string | undefined;
  pattern: EventPattern | undefined;
  /** 0 keeps events for ever. */
  retentionDays: number;
  readonly createdAt: number;
  readonly events: EventRecord[];
  sizeBytes: number;
}

export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

export interface Replay {
  readonly name: string;
  readonly arn: string;
  readonly description: string | undefined;
  readonly archiveArn: string;
  readonly destination: { readonly Arn: string; readonly FilterArns?: readonly string[] };
  /** Epoch milliseconds, like all times here. */
  readonly from: number;
  readonly to: number;
  state: ReplayState;
  reason: string | undefined;
  lastReplayedAt: number | undefined;
  startedAt: number;
  endedAt: number | undefined;
}

/** Everything the service knows. */
export interface EventsState {
  readonly buses: Map<string, EventBus>;
  readonly archives: Map<string, Archive>;
  readonly replays: Map<string, Replay>;
  /** Tags by ARN of bus, rule or archive. */
  readonly tags: Map<string, Map<string, string>>;
}

export const DEFAULT_BUS = 'default';

export function makeBus(cloud: Cloud, name: string): EventBus {
  const now = cloud.clock.now();
  return {
    name,
    arn: cloud.arn('events', `event-bus/${name}`),
    description: undefined,
    deadLetterConfig: undefined,
    statements: new Map(),
    createdAt: now,
    modifiedAt: now,
    rules: new Map(),
    matcher: undefined,
  };
}

export function makeEventsState(cloud: Cloud): EventsState {
  return {
    buses: new Map([[DEFAULT_BUS, makeBus(cloud, DEFAULT_BUS)]]),
    archives: new Map(),
    replays: new Map(),
    tags: new Map(),
  };
}

/** The name in a bus's name or ARN; the default bus when there is none. */
export function busNameOf(nameOrArn: unknown): string {
  if (typeof nameOrArn !== 'string' || nameOrArn === '') return DEFAULT_BUS;
  return nameOrArn.startsWith('arn:') ? nameOrArn.slice(nameOrArn.indexOf(':event-bus/') + 11) : nameOrArn;
}

/** @throws {AwsError} `ResourceNotFoundException`. */
export function findBus(state: EventsState, nameOrArn: unknown): EventBus {
  const name = busNameOf(nameOrArn);
  const bus = state.buses.get(name);
  if (bus === undefined) throw new AwsError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  return bus;
}

/** @throws {AwsError} `ResourceNotFoundException`. */
export function findRule(bus: EventBus, name: unknown): Rule {
  const rule = bus.rules.get(String(name));
  if (rule === undefined) {
    throw new AwsError('ResourceNotFoundException', `Rule ${String(name)} does not exist on EventBus ${bus.name}.`);
  }
  return rule;
}

/** The bus's own policy; undefined when nothing was ever granted. */
export function policyOf(bus: EventBus): PolicyDocument | undefined {
  return bus.statements.size === 0 ? undefined : { Version: '2012-10-17', Statement: [...bus.statements.values()] };
}

/** Rules on the default bus have no bus in their ARN. docs.aws.amazon.com/eventbridge/latest/userguide/eb-manage-iam-access.html */
export const ruleArn = (cloud: Cloud, busName: string, ruleName: string): string =>
  cloud.arn('events', busName === DEFAULT_BUS ? `rule/${ruleName}` : `rule/${busName}/${ruleName}`);
