import type { Operation } from '../../../core/service.ts';
import { honourOnly, requiredText, textList, textMap } from '../input.ts';
import { findGroup, type LogGroup, type LogsState } from '../state.ts';

const groupOf = (state: LogsState, arn: string): LogGroup => findGroup(state, { logGroupIdentifier: arn });

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
export const makeTagResource =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('TagResource', input, ['resourceArn', 'tags']);
    const { tags } = groupOf(state, requiredText(input, 'resourceArn'));
    for (const [key, value] of Object.entries(textMap(input, 'tags'))) tags.set(key, value);
    return {};
  };

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html */
export const makeUntagResource =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('UntagResource', input, ['resourceArn', 'tagKeys']);
    const { tags } = groupOf(state, requiredText(input, 'resourceArn'));
    for (const key of textList(input, 'tagKeys') ?? []) tags.delete(key);
    return {};
  };

/** docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html */
export const makeListTagsForResource =
  (state: LogsState): Operation =>
  async (input) => {
    honourOnly('ListTagsForResource', input, ['resourceArn']);
    return { tags: Object.fromEntries(groupOf(state, requiredText(input, 'resourceArn')).tags) };
  };
