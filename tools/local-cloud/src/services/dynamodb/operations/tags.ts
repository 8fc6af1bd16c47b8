import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { validate } from '../engine/run.ts';
import type { DynamoState, TableSettings } from '../state.ts';
import { readTags } from '../tables/table-input.ts';

function taggedTable(state: DynamoState, operation: string, input: Json): TableSettings {
  const data = validate({ engine: state.engine, store: state.store, operation }, input);
  const arn = String(data['ResourceArn']);
  const settings = state.settings.get(arn.slice(arn.lastIndexOf('/') + 1));
  if (settings === undefined)
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: ResourcArn: ${arn} not found`);
  return settings;
}

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TagResource.html */
export const makeTagResource =
  (state: DynamoState): Operation =>
  async (input) => {
    const { tags } = taggedTable(state, 'TagResource', input);
    for (const [key, value] of readTags(input)) tags.set(key, value);
    return {};
  };

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UntagResource.html */
export const makeUntagResource =
  (state: DynamoState): Operation =>
  async (input) => {
    const { tags } = taggedTable(state, 'UntagResource', input);
    for (const key of input['TagKeys'] as readonly string[]) tags.delete(key);
    return {};
  };

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTagsOfResource.html */
export const makeListTagsOfResource =
  (state: DynamoState): Operation =>
  async (input) => ({
    Tags: [...taggedTable(state, 'ListTagsOfResource', input).tags].map(([Key, Value]) => ({ Key, Value })),
  });
