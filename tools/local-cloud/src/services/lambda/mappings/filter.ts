import { invalidParameterValue } from '../errors.ts';
import { InvalidPatternError } from '../../events/matching/invalid-pattern-error.ts';
import { matchesPattern } from '../../events/matching/match-pattern.ts';
import { parsePattern } from '../../events/matching/parse-pattern.ts';

/** Filters per mapping. docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html */
const MAX_FILTERS = 5;

/** Whether a record goes to the function. */
export type RecordFilter = (record: unknown) => boolean;

/**
 * A record goes to the function when any of the patterns matches it; without patterns all do.
 * @throws {AwsError} InvalidParameterValueException for a pattern that is not valid.
 */
export function compileFilters(patterns: readonly string[]): RecordFilter {
  if (patterns.length > MAX_FILTERS)
    throw invalidParameterValue(`FilterCriteria can have at most ${MAX_FILTERS} filters.`);
  if (patterns.length === 0) return () => true;
  const compiled = patterns.map((pattern) => {
    try {
      return parsePattern(pattern);
    } catch (error) {
      if (!(error instanceof InvalidPatternError)) throw error;
      throw invalidParameterValue(`Invalid filter pattern definition. ${error.message}`);
    }
  });
  return (record) => compiled.some((pattern) => matchesPattern(pattern, record));
}
