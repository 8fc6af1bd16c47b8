/** One message attribute, as the API carries it; binary values as bytes. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: Uint8Array;
}

export type MessageAttributes = Readonly<Record<string, MessageAttribute>>;

/** What a sender hands over, checked. */
export interface Letter {
  readonly body: string;
  readonly attributes: MessageAttributes;
  /** `AWSTraceHeader` only. */
  readonly systemAttributes: MessageAttributes;
  readonly groupId: string | undefined;
  readonly deduplicationId: string | undefined;
  readonly senderId: string;
  /** Seconds; the queue's own delay when undefined. */
  readonly delaySeconds: number | undefined;
}

/** One delivery of a message kept in a queue. A `duplicate` fault makes two of one message: same id, other key. */
export interface Message {
  readonly key: number;
  readonly id: string;
  readonly letter: Letter;
  readonly md5OfBody: string;
  /** Position in the queue; lower is older. */
  readonly position: number;
  /** FIFO queues: 20 digits, growing. */
  readonly sequenceNumber: string | undefined;
  /** Epoch milliseconds; retention runs from here. */
  readonly enqueuedAt: number;
  /** ARN of the queue it failed in, once it is in a dead-letter queue. */
  readonly deadLetterSourceArn: string | undefined;
  /** `waiting`: not visible until its delay ends; `ready`: may be received; `in-flight`: received, not visible. */
  status: 'waiting' | 'ready' | 'in-flight';
  receiveCount: number;
  firstReceivedAt: number | undefined;
  /** Counts the receipts given out for it, so that older handles are known. */
  receipt: number;
}
