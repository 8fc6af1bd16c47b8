import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { readTags, requiredText, textList } from '../input.ts';
import type { SsmState, StoredParameter } from '../state.ts';

function taggedParameter(state: SsmState, input: Json): StoredParameter {
  const type = requiredText(input, 'ResourceType');
  if (type !== 'Parameter')
    throw new AwsError('InvalidResourceType', `The local cloud tags parameters only, not ${type}.`);
  const parameter = state.parameters.get(requiredText(input, 'ResourceId'));
  if (parameter === undefined)
    throw new AwsError(
      'InvalidResourceId',
      'The resource ID is not valid. Verify that you entered the correct ID and try again.',
    );
  return parameter;
}

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
export const makeAddTagsToResource =
  (state: SsmState): Operation =>
  async (input) => {
    const parameter = taggedParameter(state, input);
    state.parameters.set(parameter.name, { ...parameter, tags: { ...parameter.tags, ...readTags(input['Tags']) } });
    return {};
  };

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
export const makeRemoveTagsFromResource =
  (state: SsmState): Operation =>
  async (input) => {
    const parameter = taggedParameter(state, input);
    const gone = new Set(textList(input, 'TagKeys'));
    const tags = Object.fromEntries(Object.entries(parameter.tags).filter(([key]) => !gone.has(key)));
    state.parameters.set(parameter.name, { ...parameter, tags });
    return {};
  };

/** docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
export const makeListTagsForResource =
  (state: SsmState): Operation =>
  async (input) => ({
    TagList: Object.entries(taggedParameter(state, input).tags).map(([Key, Value]) => ({ Key, Value })),
  });
