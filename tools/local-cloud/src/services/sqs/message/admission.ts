import { randomUUID } from 'node:crypto';
import { md5Hex } from './digests.ts';
import type { Letter, Message } from './message.ts';

/** A message on its way into a queue: fresh from a sender, or with its history from another queue. */
export interface Admission {
  readonly letter: Letter;
  readonly id?: string;
  /** Epoch milliseconds; now unless told otherwise. */
  readonly enqueuedAt?: number;
  readonly receiveCount?: number;
  readonly firstReceivedAt?: number | undefined;
  readonly deadLetterSourceArn?: string | undefined;
  /** Before the letter's own and the queue's delay. */
  readonly delaySeconds?: number;
}

/** A FIFO queue's sequence numbers have 20 digits. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-key-terms.html */
const SEQUENCE_NUMBER_DIGITS = 20;

const SEQUENCE_NUMBER_START = '188';

const sequenceNumber = (key: number): string =>
  SEQUENCE_NUMBER_START + String(key).padStart(SEQUENCE_NUMBER_DIGITS - SEQUENCE_NUMBER_START.length, '0');

/** `key` grows with each message of a queue and is its place in it. */
export function messageOf(
  admission: Admission,
  { key, now, fifo }: { key: number; now: number; fifo: boolean },
): Message {
  return {
    key,
    id: admission.id ?? randomUUID(),
    letter: admission.letter,
    md5OfBody: md5Hex(admission.letter.body),
    position: key,
    sequenceNumber: fifo ? sequenceNumber(key) : undefined,
    enqueuedAt: admission.enqueuedAt ?? now,
    deadLetterSourceArn: admission.deadLetterSourceArn,
    status: 'ready',
    receiveCount: admission.receiveCount ?? 0,
    firstReceivedAt: admission.firstReceivedAt,
    receipt: 0,
  };
}
