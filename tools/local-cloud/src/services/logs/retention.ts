import { invalidParameter } from './errors.ts';

/** The only numbers of days that the API takes. docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** @throws {AwsError} InvalidParameterException. */
export function readRetention(value: unknown): number {
  const days = Number(value);
  if (DAYS.includes(days)) return days;
  throw invalidParameter(
    `1 validation error detected: Value '${String(days)}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${DAYS.join(', ')}]`,
  );
}
