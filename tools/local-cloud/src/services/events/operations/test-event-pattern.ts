import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { isTooDeep } from '../detail.ts';
import { readPattern } from '../event-pattern.ts';
import { matchesPattern } from '../matching/match-pattern.ts';
import { PATTERN, TEXT } from '../shapes.ts';
import { validate } from '../../../core/validation.ts';

/** docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'resources', 'detail-type'] as const;

function readEvent(text: string): Json {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch (cause) {
    throw new AwsError('ValidationException', 'Parameter Event is not valid. Reason: Event is not valid JSON.', {
      cause,
    });
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event) || isTooDeep(text)) {
    throw new AwsError('ValidationException', 'Parameter Event is not valid. Reason: Event is not a JSON object.');
  }
  return event as Json;
}

export const makeTestEventPattern = (): Operation => async (input) => {
  const members = { EventPattern: { ...PATTERN, required: true }, Event: { ...TEXT, required: true } } as const;
  validate('events:TestEventPattern', input, members);
  const pattern = readPattern(String(input['EventPattern']));
  const event = readEvent(String(input['Event']));
  const missing = MANDATORY.find((name) => event[name] === undefined);
  if (missing !== undefined) {
    throw new AwsError(
      'ValidationException',
      `Parameter Event is not valid. Reason: ${missing} is a required argument.`,
    );
  }
  return { Result: matchesPattern(pattern, event) };
};
