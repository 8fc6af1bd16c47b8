import { NotImplementedLocallyError } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { validationError } from './errors.ts';

const REFERENCE =
  /^(?:arn:aws[\w-]*:lambda:[a-z0-9-]+:\d{12}:function:|\d{12}:function:|function:)?([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/;

/**
 * The name in a function's name, ARN or partial ARN. docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html
 * @throws {AwsError} ValidationException for anything else, NotImplementedLocally for a version or an alias.
 */
export function functionName(reference: unknown, qualifier?: unknown): string {
  const found = typeof reference === 'string' ? REFERENCE.exec(reference) : null;
  const name = found?.[1];
  if (name === undefined)
    throw validationError(
      'functionName',
      reference,
      `Member must satisfy regular expression pattern: ${REFERENCE.source}`,
    );
  const asked = found?.[2] ?? qualifier ?? '$LATEST';
  if (asked !== '$LATEST') throw new NotImplementedLocallyError(`Lambda versions and aliases (of ${name})`);
  return name;
}

export const functionArn = (cloud: Cloud, name: string): string => cloud.arn('lambda', `function:${name}`);
