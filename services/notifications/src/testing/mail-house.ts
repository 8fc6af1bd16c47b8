import type { CommitContext } from '@tidings/event-store';
import { makeInMemoryClaimStore, type InMemoryClaimStore } from '../adapters/in-memory/claim-store.ts';
import { type Fate, type InMemoryMailProvider, makeInMemoryMailProvider } from '../adapters/in-memory/mail-provider.ts';
import { type InMemoryParkedMails, makeInMemoryParkedMails } from '../adapters/in-memory/parked-mails.ts';
import { confirmationOf } from '../application/order-mails.ts';
import type { ClaimStore } from '../application/ports.ts';
import {
  type MailRequest,
  makeSendMailOnce,
  type SendMailOnce,
  type SendMailParts,
} from '../application/send-mail-once.ts';
import { settleMail } from '../application/settle-mail.ts';

/** What the event that asks for the mail leads to. */
export const context: CommitContext = {
  occurredAt: '2026-01-05T12:00:00.000Z',
  correlationId: 'c-1',
  causationId: 'order-6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21/1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 1,
};

/** The confirmation of one order. */
export function request(over: Partial<CommitContext> = {}): MailRequest {
  const order = {
    orderId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
    customerId: '17850',
    contact: { email: 'ada@example.com', name: 'Ada Moss' },
    country: 'GB',
    currency: 'GBP',
    lines: [{ sku: 'MUG-07', description: 'Enamel mug', quantity: 2, unitPriceMinor: 425 }],
    totalMinor: 850,
    placedAt: '2026-01-05T11:59:00.000Z',
  };
  return confirmationOf(order, { ...context, ...over });
}

/** Id of that confirmation. */
export const emailId: string = request().mail.emailId;

/** Everything around one mailer. */
export interface MailHouse {
  readonly claims: InMemoryClaimStore;
  readonly provider: InMemoryMailProvider;
  readonly parkedMails: InMemoryParkedMails;
  /** The clock, and names of attempts and pauses that take no time, for another mailer in the same house. */
  readonly clock: Pick<SendMailParts, 'now' | 'newAttempt' | 'pause'>;
  /** Lets time go by, in seconds. */
  readonly pass: (seconds: number) => void;
  /** SES's own event about the mail; answers the trace that it belongs to. */
  readonly feedback: (messageId?: string) => Promise<CommitContext | undefined>;
  readonly send: SendMailOnce;
  /** The same mailer over another store. */
  readonly over: (store: ClaimStore) => SendMailOnce;
}

/** A house with one mailer, a clock that stands still until it is moved, and a provider with the given fates. */
export function mailHouse(...fates: readonly Fate[]): MailHouse {
  const claims = makeInMemoryClaimStore();
  const provider = makeInMemoryMailProvider(...fates);
  const parkedMails = makeInMemoryParkedMails();
  const state = { ms: Date.parse('2026-01-05T12:00:00.000Z'), attempts: 0 };
  const clock = {
    now: () => new Date(state.ms),
    newAttempt: () => `attempt-${(state.attempts += 1)}`,
    pause: () => Promise.resolve(),
  };
  const over = (store: ClaimStore): SendMailOnce =>
    makeSendMailOnce({ ...clock, sender: provider, parkedMails, claims: store });
  const pass = (seconds: number): void => {
    state.ms += seconds * 1000;
  };
  const feedback = (messageId = 'message-1'): Promise<CommitContext | undefined> =>
    settleMail(claims, { emailId, messageId, sentAt: clock.now().toISOString() });
  return { claims, provider, parkedMails, clock, pass, feedback, over, send: over(claims) };
}

/** A store whose process dies before the given write, counted from one. */
export function dyingAt(store: ClaimStore, fatal: number): ClaimStore {
  const writes = { count: 0 };
  return {
    read: (id) => store.read(id),
    replace: async (change) => {
      writes.count += 1;
      if (writes.count === fatal) throw new ProcessDiedError();
      await store.replace(change);
    },
  };
}

/** A process ended in the middle of its work. */
export class ProcessDiedError extends Error {
  override readonly name = 'ProcessDiedError';
}
