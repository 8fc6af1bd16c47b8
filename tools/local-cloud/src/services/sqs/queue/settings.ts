import type { PolicyDocument } from '../../../core/policy.ts';

/** What `RedrivePolicy` says, read. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** What `RedriveAllowPolicy` says, read. */
export interface RedriveAllowPolicy {
  readonly redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  readonly sourceQueueArns: readonly string[];
}

/** A queue's attributes that can be set, as text under their AWS names. */
export type QueueAttributes = Readonly<Record<string, string>>;

/** The same attributes, read. Times in seconds. */
export interface QueueSettings {
  readonly delaySeconds: number;
  readonly maximumMessageSizeBytes: number;
  readonly retentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly contentBasedDeduplication: boolean;
  readonly deduplicationScope: 'queue' | 'messageGroup';
  readonly redrive: RedrivePolicy | undefined;
  readonly redriveAllow: RedriveAllowPolicy;
  /** The queue's own access policy. */
  readonly policy: PolicyDocument | undefined;
}

const seconds = (attributes: QueueAttributes, name: string): number => Number(attributes[name]);

function redriveOf(text: string | undefined): RedrivePolicy | undefined {
  if (text === undefined || text === '') return undefined;
  const policy = JSON.parse(text) as { deadLetterTargetArn: string; maxReceiveCount: number | string };
  return { deadLetterTargetArn: policy.deadLetterTargetArn, maxReceiveCount: Number(policy.maxReceiveCount) };
}

function redriveAllowOf(text: string | undefined): RedriveAllowPolicy {
  if (text === undefined || text === '') return { redrivePermission: 'allowAll', sourceQueueArns: [] };
  const policy = JSON.parse(text) as Partial<RedriveAllowPolicy>;
  return { redrivePermission: policy.redrivePermission ?? 'allowAll', sourceQueueArns: policy.sourceQueueArns ?? [] };
}

/** Reads checked attributes (see `attributes.ts`), defaults filled in. */
export function settingsOf(attributes: QueueAttributes): QueueSettings {
  return {
    delaySeconds: seconds(attributes, 'DelaySeconds'),
    maximumMessageSizeBytes: seconds(attributes, 'MaximumMessageSize'),
    retentionSeconds: seconds(attributes, 'MessageRetentionPeriod'),
    receiveWaitSeconds: seconds(attributes, 'ReceiveMessageWaitTimeSeconds'),
    visibilityTimeoutSeconds: seconds(attributes, 'VisibilityTimeout'),
    contentBasedDeduplication: attributes['ContentBasedDeduplication'] === 'true',
    deduplicationScope: attributes['DeduplicationScope'] === 'messageGroup' ? 'messageGroup' : 'queue',
    redrive: redriveOf(attributes['RedrivePolicy']),
    redriveAllow: redriveAllowOf(attributes['RedriveAllowPolicy']),
    policy: attributes['Policy'] === undefined ? undefined : (JSON.parse(attributes['Policy']) as PolicyDocument),
  };
}
