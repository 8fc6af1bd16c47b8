import type { MailSender, OutgoingMail, SendAnswer } from '../../application/ports.ts';

/** What happens to one call: `lose` sends and answers nothing, `vanish` neither sends nor answers. */
export type Fate = 'send' | 'lose' | 'vanish' | 'refuse' | 'throttle';

/** One line of the ledger that says whether a customer got a mail twice. */
export interface LedgerEntry {
  readonly emailId: string;
  readonly messageId: string;
  readonly mail: OutgoingMail;
}

/** A mail provider for tests and simulations, with a ledger of all it sent. */
export interface InMemoryMailProvider extends MailSender {
  readonly ledger: readonly LedgerEntry[];
}

/** A provider whose calls meet the given fates in turn, and are sent when there are no more. */
export function makeInMemoryMailProvider(...fates: readonly Fate[]): InMemoryMailProvider {
  const ahead = [...fates];
  const ledger: LedgerEntry[] = [];
  const post = (mail: OutgoingMail): string => {
    const messageId = `message-${ledger.length + 1}`;
    ledger.push({ emailId: mail.emailId, messageId, mail });
    return messageId;
  };
  return { ledger, send: (mail) => Promise.resolve(answer(ahead.shift() ?? 'send', () => post(mail))) };
}

function answer(fate: Fate, post: () => string): SendAnswer {
  switch (fate) {
    case 'send':
      return { status: 'sent', messageId: post() };
    case 'lose':
      post();
      return { status: 'unknown', reason: 'socket hang up' };
    case 'vanish':
      return { status: 'unknown', reason: 'socket hang up' };
    case 'refuse':
      return { status: 'refused', reason: 'MessageRejected', throttled: false };
    case 'throttle':
      return { status: 'refused', reason: 'Throttling', throttled: true };
  }
}
