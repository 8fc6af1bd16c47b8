import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { Shape } from '../../../core/validation.ts';
import { readInput, TAGS } from '../shapes.ts';
import type { MonitoringState } from '../state.ts';

const ARN: Shape & { readonly required: true } = { kind: 'text', min: 1, max: 1_024, required: true };

function tagsOf(state: MonitoringState, arn: unknown): Map<string, string> {
  if (![...state.alarms.values()].some((alarm) => alarm.arn === arn)) {
    throw new AwsError('ResourceNotFoundException', `Unknown resource: ${String(arn)}`, { status: 404 });
  }
  const tags = state.tags.get(String(arn)) ?? new Map<string, string>();
  state.tags.set(String(arn), tags);
  return tags;
}

/** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_TagResource.html */
export const makeTagResource =
  (state: MonitoringState): Operation =>
  async (input) => {
    const read = readInput('TagResource', input, { ResourceARN: ARN, Tags: { ...TAGS, required: true } });
    const tags = tagsOf(state, read['ResourceARN']);
    for (const { Key, Value } of read['Tags'] as readonly { Key: string; Value: string }[]) tags.set(Key, Value);
    return {};
  };

/** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_UntagResource.html */
export const makeUntagResource =
  (state: MonitoringState): Operation =>
  async (input) => {
    const keys = { kind: 'list', of: { kind: 'text' }, required: true } as const;
    const read = readInput('UntagResource', input, { ResourceARN: ARN, TagKeys: keys });
    const tags = tagsOf(state, read['ResourceARN']);
    for (const key of read['TagKeys'] as readonly string[]) tags.delete(key);
    return {};
  };

/** docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListTagsForResource.html */
export const makeListTagsForResource =
  (state: MonitoringState): Operation =>
  async (input) => {
    const read = readInput('ListTagsForResource', input, { ResourceARN: ARN });
    return { Tags: [...tagsOf(state, read['ResourceARN'])].map(([Key, Value]) => ({ Key, Value })) };
  };
