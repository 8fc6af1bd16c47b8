import type { LedgerMail } from './tally.ts';

/** What a mail of the mailbox shows its reader. */
interface ShownMail {
  readonly subject?: string;
  readonly text?: string;
}

const ORDER_NUMBER = /Order number: ([0-9a-f-]{36})/u;

/** Reads a mail as its recipient does: which order, and is it confirmed or cancelled? Undefined when it does not say. */
export function readMail({ subject = '', text = '' }: ShownMail): LedgerMail | undefined {
  const orderId = ORDER_NUMBER.exec(text)?.[1];
  if (orderId === undefined) return undefined;
  if (subject.endsWith('is confirmed')) return { orderId, about: 'place' };
  return subject.endsWith('is cancelled') ? { orderId, about: 'cancel' } : undefined;
}

/** Mails read at once: each is parsed as it is read. */
const PAGE = 500;

/** Everything that the mail provider ever sent, from the local cloud's mailbox. */
export async function readLedger(mailbox: string): Promise<readonly (LedgerMail | undefined)[]> {
  const mails: (LedgerMail | undefined)[] = [];
  for (let start: string | undefined = '0'; start !== undefined;) {
    const response = await fetch(`${mailbox}?limit=${PAGE}&next=${start}`);
    const page = (await response.json()) as { readonly messages: readonly ShownMail[]; readonly next?: string };
    mails.push(...page.messages.map(readMail));
    start = page.next;
  }
  return mails;
}
