import type { Cloud } from '../../../core/cloud.ts';
import type { Message } from '../message/message.ts';
import type { Queue } from './queue.ts';

export interface Wait {
  readonly waitMs: number;
  readonly abort: AbortSignal | undefined;
  readonly receive: () => Message[];
}

/** Resolves at the queue's next wake-up, at the deadline, or when the caller is gone. */
function nextChance(
  cloud: Cloud,
  queue: Queue,
  { waitMs, abort }: { waitMs: number; abort: AbortSignal | undefined },
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stopListening();
      cancelTimer();
      abort?.removeEventListener('abort', done);
      resolve();
    };
    const stopListening = cloud.signals.listen(`queue:${queue.arn}`, done);
    const cancelTimer = cloud.clock.after(waitMs, done);
    abort?.addEventListener('abort', done, { once: true });
  });
}

/**
 * Receives at once when there is something, otherwise waits for it. A caller that is gone receives nothing, so that nothing
 * is hidden for nobody. docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
 */
export async function waitForMessages(cloud: Cloud, queue: Queue, wait: Wait): Promise<readonly Message[]> {
  const deadline = cloud.clock.now() + wait.waitMs;
  for (;;) {
    if (wait.abort?.aborted === true || queue.deleted) return [];
    const messages = wait.receive();
    const leftMs = deadline - cloud.clock.now();
    if (messages.length > 0 || leftMs <= 0) return messages;
    await nextChance(cloud, queue, { waitMs: leftMs, abort: wait.abort });
  }
}
