import { AwsError, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import { tableNameOf } from '../engine/run.ts';
import { VIEW_TYPES } from '../streams/change-stream.ts';
import type { StreamViewType } from '../streams/change-stream.ts';

export const validationError = (message: string): AwsError => new AwsError('ValidationException', message);

/** @throws {NotImplementedLocallyError} the input carries a member that AWS honours and this service does not. */
export function refuseMembers(operation: string, input: Json, members: readonly string[]): void {
  const found = members.find((member) => input[member] !== undefined && input[member] !== null);
  if (found !== undefined) throw new NotImplementedLocallyError(`dynamodb:${operation} parameter ${found}`);
}

/** @throws {AwsError} `ValidationException`. */
export function requiredTableName(input: Json): string {
  const name = tableNameOf(input['TableName']);
  if (typeof name === 'string' && name !== '') return name;
  throw validationError(
    "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
  );
}

const isViewType = (value: unknown): value is StreamViewType => VIEW_TYPES.some((type) => type === value);

/**
 * What a request wants of the table's stream: a view type, `false` for none, undefined when it says nothing.
 * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html
 * @throws {AwsError} `ValidationException`.
 */
export function readStreamSpecification(input: Json): StreamViewType | false | undefined {
  const wanted = input['StreamSpecification'] as
    | { readonly StreamEnabled?: unknown; readonly StreamViewType?: unknown }
    | undefined;
  if (wanted === undefined || wanted === null) return undefined;
  const { StreamEnabled: enabled, StreamViewType: viewType } = wanted;
  if (enabled !== true) {
    if (viewType === undefined) return false;
    throw validationError(
      'One or more parameter values were invalid: StreamViewType cannot be specified when StreamEnabled is false',
    );
  }
  if (viewType === undefined)
    throw validationError(
      'One or more parameter values were invalid: StreamViewType must be specified when StreamEnabled is true',
    );
  if (isViewType(viewType)) return viewType;
  throw validationError(
    `1 validation error detected: Value '${JSON.stringify(viewType)}' at 'streamSpecification.streamViewType' failed to satisfy constraint: Member must satisfy enum value set: [NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY]`,
  );
}

/** What DescribeTable says of a table with a KMS key; undefined for DynamoDB's own key. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSEDescription.html */
export function readEncryption(input: Json): Json | undefined {
  const wanted = input['SSESpecification'] as Json | undefined;
  if (wanted?.['Enabled'] !== true) return undefined;
  const key = wanted['KMSMasterKeyId'];
  return { Status: 'ENABLED', SSEType: 'KMS', ...(key === undefined ? {} : { KMSMasterKeyArn: key }) };
}

function readTag(tag: unknown): readonly [string, string] {
  const { Key: key, Value: value } = (tag ?? {}) as Json;
  if (typeof key === 'string' && key !== '' && typeof value === 'string') return [key, value];
  throw validationError(
    "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null",
  );
}

/** @throws {AwsError} `SerializationException` for what is no list, `ValidationException` for what is no tag. */
export function readTags(input: Json): readonly (readonly [string, string])[] {
  const tags = input['Tags'] ?? [];
  if (!Array.isArray(tags)) throw new AwsError('SerializationException', 'Unexpected field type');
  return tags.map(readTag);
}

/** @throws {AwsError} `SerializationException` for what is no list of structures. */
export function readList(input: Json, member: string): readonly Json[] {
  const list = input[member] ?? [];
  if (Array.isArray(list) && list.every((item: unknown) => typeof item === 'object' && item !== null))
    return list as readonly Json[];
  throw new AwsError('SerializationException', 'Unexpected field type');
}
