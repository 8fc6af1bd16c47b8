import { AwsError } from '../../core/aws-error.ts';
import type { Json } from '../../core/aws-error.ts';
import { validate } from '../../core/validation.ts';
import type { Members, Shape } from '../../core/validation.ts';

/** Constraints of the API model, version 2010-08-01. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Operations.html */
export const ALARM_NAME: Shape = { kind: 'text', min: 1, max: 255 };
export const ALARM_NAMES: Shape = { kind: 'list', of: ALARM_NAME, max: 100 };
export const ACTIONS: Shape = { kind: 'list', of: { kind: 'text', min: 1, max: 1_024 }, max: 5 };
export const STATE_VALUE: Shape = { kind: 'text', oneOf: ['OK', 'ALARM', 'INSUFFICIENT_DATA'] };
export const TAGS: Shape = {
  kind: 'list',
  of: {
    kind: 'object',
    members: {
      Key: { kind: 'text', min: 1, max: 128, required: true },
      Value: { kind: 'text', max: 256, required: true },
    },
  },
};

/** Members that PutMetricAlarm and PutCompositeAlarm share. */
export const SETTINGS: Members = {
  AlarmName: { ...ALARM_NAME, required: true },
  AlarmDescription: { kind: 'text', max: 1_024 },
  ActionsEnabled: { kind: 'boolean' },
  OKActions: ACTIONS,
  AlarmActions: ACTIONS,
  InsufficientDataActions: ACTIONS,
  Tags: TAGS,
};

const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, false: false };

function typedText(text: string, { kind }: Shape): unknown {
  if (kind === 'boolean') return BOOLEANS[text] ?? text;
  return kind === 'number' && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

function typed(value: unknown, shape: Shape): unknown {
  if (typeof value === 'string') return typedText(value, shape);
  if (typeof value !== 'object' || value === null) return value;
  if (shape.kind === 'list' && Array.isArray(value)) return value.map((item) => typed(item, shape.of));
  return shape.kind === 'object' ? typedMembers(value as Json, shape.members) : value;
}

/** Numbers and booleans come as text over the query protocol and from templates. */
function typedMembers(input: Json, members: Members): Json {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => {
      const shape = members[name];
      return [name, shape === undefined ? value : typed(value, shape)];
    }),
  );
}

/**
 * The input with its members' types, checked.
 * @throws {AwsError} `ValidationException`; `ValidationError` over the query protocol.
 */
export function readInput(operation: string, input: Json, members: Members): Json {
  const read = typedMembers(input, members);
  try {
    validate(`monitoring:${operation}`, read, members);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ValidationException') throw error;
    throw new AwsError(error.code, error.message, { queryCode: 'ValidationError', cause: error });
  }
  return read;
}
