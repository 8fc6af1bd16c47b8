import type { Json } from '../../../core/aws-error.ts';
import type { Item } from '../engine/item.ts';
import type { ChangeStream, StreamChange } from './change-stream.ts';

/** Every sequence number has this many digits, so that they sort as text too. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
const SEQUENCE_DIGITS = 21;
const FIRST_DIGIT = '1';

export const sequenceNumber = (sequence: number): string =>
  FIRST_DIGIT + String(sequence).padStart(SEQUENCE_DIGITS - 1, '0');

/** The count in a sequence number that {@link sequenceNumber} wrote; undefined for any other text. */
export function parseSequenceNumber(text: string): number | undefined {
  return text.length === SEQUENCE_DIGITS && /^1\d+$/u.test(text) ? Number(text.slice(1)) : undefined;
}

const eventName = ({ oldItem, newItem }: StreamChange): string => {
  if (newItem === undefined) return 'REMOVE';
  return oldItem === undefined ? 'INSERT' : 'MODIFY';
};

/** The mark of an item that its time to live removed. docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html */
const EXPIRY_IDENTITY: Json = { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' };

function imagesOf(stream: ChangeStream, { oldItem, newItem }: StreamChange): Json {
  const { viewType } = stream.options;
  const showsNew = viewType === 'NEW_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  const showsOld = viewType === 'OLD_IMAGE' || viewType === 'NEW_AND_OLD_IMAGES';
  return {
    ...(showsNew && newItem !== undefined ? { NewImage: newItem } : {}),
    ...(showsOld && oldItem !== undefined ? { OldImage: oldItem } : {}),
  };
}

const keysOf = (stream: ChangeStream, item: Item): Item =>
  Object.fromEntries(stream.options.keySchema.map(({ AttributeName: name }) => [name, item[name] ?? {}] as const));

/** What a record says of its own size. */
const sizeOf = (shown: Json, size: (item: Item) => number): number =>
  Object.values(shown).reduce<number>((sum, item) => sum + size(item as Item), 0);

export interface RecordContext {
  readonly stream: ChangeStream;
  readonly region: string;
  /** Bytes of an item. */
  readonly size: (item: Item) => number;
}

/** The API's `Record` shape. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export function describeRecord({ stream, region, size }: RecordContext, change: StreamChange): Json {
  const images = imagesOf(stream, change);
  const keys = keysOf(stream, change.newItem ?? change.oldItem ?? {});
  const idTail = sequenceNumber(change.sequence).padStart(24, '0');
  return {
    eventID: Buffer.from(stream.options.label).toString('hex').slice(-8) + idTail,
    eventName: eventName(change),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(change.atMs / 1000),
      Keys: keys,
      ...images,
      SequenceNumber: sequenceNumber(change.sequence),
      SizeBytes: sizeOf({ keys, ...images }, size),
      StreamViewType: stream.options.viewType,
    },
    ...(change.cause === 'expiry' ? { userIdentity: EXPIRY_IDENTITY } : {}),
  };
}
