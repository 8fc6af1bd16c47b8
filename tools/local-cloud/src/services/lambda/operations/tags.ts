import type { Operation } from '../../../core/service.ts';
import { resourceNotFound } from '../errors.ts';
import { honourOnly, requiredText, textMap } from '../input.ts';
import { findFunction, type LambdaState } from '../state.ts';

/** The tags of a function or of an event source mapping. */
function tagsOf(state: LambdaState, arn: string): Map<string, string> {
  const uuid = /:event-source-mapping:(.+)$/.exec(arn)?.[1];
  if (uuid === undefined) return findFunction(state, arn).tags;
  const mapping = state.mappings.get(uuid);
  if (!mapping) throw resourceNotFound('The resource you requested does not exist.');
  return mapping.tags;
}

/** docs.aws.amazon.com/lambda/latest/api/API_ListTags.html */
export const makeListTags =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('ListTags', input, ['Resource']);
    return { Tags: Object.fromEntries(tagsOf(state, requiredText(input, 'Resource'))) };
  };

/** docs.aws.amazon.com/lambda/latest/api/API_TagResource.html */
export const makeTagResource =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('TagResource', input, ['Resource', 'Tags']);
    const tags = tagsOf(state, requiredText(input, 'Resource'));
    for (const [key, value] of Object.entries(textMap(input, 'Tags') ?? {})) tags.set(key, value);
    return {};
  };

/** docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html */
export const makeUntagResource =
  (state: LambdaState): Operation =>
  async (input) => {
    honourOnly('UntagResource', input, ['Resource', 'tagKeys', 'TagKeys']);
    const tags = tagsOf(state, requiredText(input, 'Resource'));
    for (const key of [input['tagKeys'] ?? input['TagKeys']].flat()) tags.delete(String(key));
    return {};
  };
