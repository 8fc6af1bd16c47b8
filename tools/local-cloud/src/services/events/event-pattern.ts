import { AwsError } from '../../core/aws-error.ts';
import { InvalidPatternError } from './matching/invalid-pattern-error.ts';
import { parsePattern } from './matching/parse-pattern.ts';
import type { EventPattern } from './matching/parse-pattern.ts';

/** @throws {AwsError} `InvalidEventPatternException` with the reason in AWS's words. */
export function readPattern(text: string): EventPattern {
  try {
    return parsePattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPatternError)) throw error;
    throw new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${error.message}`, {
      cause: error,
    });
  }
}
