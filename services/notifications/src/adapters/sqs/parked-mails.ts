import { type SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { ParkedMails } from '../../application/ports.ts';

/** Parks mails in an SQS queue, as JSON. */
export function makeSqsParkedMails(options: { readonly client: SQSClient; readonly queueUrl: string }): ParkedMails {
  return {
    park: async (mail) => {
      const message = new SendMessageCommand({ QueueUrl: options.queueUrl, MessageBody: JSON.stringify(mail) });
      await options.client.send(message);
    },
  };
}
