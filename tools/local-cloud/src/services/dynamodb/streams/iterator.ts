import { AwsError } from '../../../core/aws-error.ts';

/** An iterator can be used this long. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html */
const LIFETIME_MS = 15 * 60 * 1000;

export interface ShardPosition {
  readonly streamArn: string;
  /** The sequence number to read next. */
  readonly sequence: number;
}

/** `<stream arn>|1|<position and time>`, the form that AWS's iterators have. */
export function writeIterator({ streamArn, sequence }: ShardPosition, nowMs: number): string {
  return `${streamArn}|1|${Buffer.from(`${sequence}.${nowMs}`).toString('base64url')}`;
}

/** The stream that an iterator is for, whatever else is wrong with it. */
export const streamOfIterator = (iterator: string): string => iterator.split('|')[0] ?? '';

/** @throws {AwsError} `ValidationException`, `ExpiredIteratorException`. */
export function readIterator(iterator: unknown, nowMs: number): ShardPosition {
  const [streamArn, , token] = typeof iterator === 'string' ? iterator.split('|') : [];
  const [, sequence, madeAtMs] = /^(\d+)\.(\d+)$/u.exec(Buffer.from(token ?? '', 'base64url').toString()) ?? [];
  if (streamArn === undefined || sequence === undefined)
    throw new AwsError('ValidationException', 'Invalid ShardIterator');
  if (nowMs - Number(madeAtMs) > LIFETIME_MS)
    throw new AwsError(
      'ExpiredIteratorException',
      'The shard iterator has expired. Shard iterators are only valid for 15 minutes.',
    );
  return { streamArn, sequence: Number(sequence) };
}
