import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { ARN, TAGS, TEXT } from '../shapes.ts';
import type { EventsState } from '../state.ts';
import { addTags, tagsOf } from '../tagging.ts';
import { validate } from '../../../core/validation.ts';

/** @throws {AwsError} `ResourceNotFoundException`: only buses and rules carry tags. */
function requireTaggable(state: EventsState, arn: string): void {
  for (const bus of state.buses.values()) {
    if (bus.arn === arn || [...bus.rules.values()].some((rule) => rule.arn === arn)) return;
  }
  throw new AwsError('ResourceNotFoundException', `${arn} does not exist.`);
}

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html */
export const makeTagResource =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:TagResource', input, {
      ResourceARN: { ...ARN, required: true },
      Tags: { ...TAGS, required: true },
    });
    requireTaggable(state, String(input['ResourceARN']));
    addTags(state, String(input['ResourceARN']), input['Tags']);
    return {};
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_UntagResource.html */
export const makeUntagResource =
  (state: EventsState): Operation =>
  async (input) => {
    const members = {
      ResourceARN: { ...ARN, required: true },
      TagKeys: { kind: 'list', of: TEXT, required: true },
    } as const;
    validate('events:UntagResource', input, members);
    requireTaggable(state, String(input['ResourceARN']));
    for (const key of input['TagKeys'] as readonly string[]) state.tags.get(String(input['ResourceARN']))?.delete(key);
    return {};
  };

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTagsForResource.html */
export const makeListTagsForResource =
  (state: EventsState): Operation =>
  async (input) => {
    validate('events:ListTagsForResource', input, { ResourceARN: { ...ARN, required: true } });
    requireTaggable(state, String(input['ResourceARN']));
    return { Tags: tagsOf(state, String(input['ResourceARN'])) };
  };
