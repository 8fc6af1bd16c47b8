import { type SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';

/** An event that cannot be published as it is: where it is stored, and why. Redrive reads the table again. */
export interface ParkedEvent {
  readonly stream: string;
  /** Position in the stream; 0 = the whole commit could not be read. */
  readonly position: number;
  /** `<stream>/<position>` */
  readonly eventId: string;
  readonly type: string;
  readonly reason: string;
}

/** Keeps what a person must look at. Resolves when it is kept. */
export interface ParkPort {
  park(event: ParkedEvent): Promise<void>;
}

/** Parks in an SQS queue, as JSON. */
export function makeParkQueue({
  client,
  queueUrl,
}: {
  readonly client: SQSClient;
  readonly queueUrl: string;
}): ParkPort {
  return {
    park: async (event) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(event) }));
    },
  };
}
