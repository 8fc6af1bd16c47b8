import type { Json } from '../../../core/aws-error.ts';
import type { SentMail } from '../state.ts';
import { contentOf, subjectOf } from './read-mail.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; }
  h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
  .quiet { color: light-dark(#595959, #a6a6a6); }
  ol { list-style: none; margin: 1.5rem 0; padding: 0; }
  li { border-top: 1px solid light-dark(#ddd, #444); }
  li a { color: inherit; display: grid; gap: 0 1rem; grid-template-columns: 1fr auto; padding: .6rem 0; text-decoration: none; }
  li a:hover strong { text-decoration: underline; }
  dl { display: grid; gap: .15rem 1rem; grid-template-columns: max-content 1fr; }
  dt { color: light-dark(#595959, #a6a6a6); }
  dd { margin: 0; overflow-wrap: anywhere; }
  iframe { background: #fff; border: 1px solid light-dark(#ddd, #444); border-radius: .4rem; height: 24rem; width: 100%; }
  pre { overflow: auto; white-space: pre-wrap; }
`;

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<title>${escaped(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

const shownTime = (epochMs: number): string => `${new Date(epochMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function row(mail: SentMail, href: string): string {
  const to = escaped(mail.recipients.join(', '));
  return (
    `<li><a href="${escaped(href)}"><strong>${escaped(subjectOf(mail))}</strong>` +
    `<time class="quiet">${shownTime(mail.sentAt)}</time><span class="quiet">to ${to}</span></a></li>`
  );
}

export interface ListPage {
  /** Newest first. */
  readonly mails: readonly SentMail[];
  readonly path: string;
  /** Mails ever sent. */
  readonly sent: number;
  /** Address of the next page. */
  readonly next: string | undefined;
}

/** The mailbox for people. */
export function listPage({ mails, path, sent, next }: ListPage): string {
  const rows = mails.map((mail) => row(mail, `${path}/${mail.messageId}`)).join('');
  const list =
    rows === '' ? '<p>No mail yet. Place an order, and its confirmation appears here.</p>' : `<ol>${rows}</ol>`;
  const more = next === undefined ? '' : `<p><a href="${escaped(next)}">Older mail</a></p>`;
  return page(
    'Mailbox',
    `<h1>Mailbox</h1><p class="quiet">${sent} sent in all. None of it has left this machine.</p>${list}${more}`,
  );
}

function facts(mail: SentMail): string {
  const tags = Object.entries(mail.tags).map(([name, value]) => `${name}=${value}`);
  const rows: Json = {
    From: mail.source,
    To: mail.recipients.join(', '),
    Sent: shownTime(mail.sentAt),
    Tags: tags.join(', '),
    'Configuration set': mail.configurationSet ?? '',
    'Message id': mail.messageId,
  };
  const shown = Object.entries(rows).filter(([, value]) => value !== '');
  return `<dl>${shown.map(([name, value]) => `<dt>${name}</dt><dd>${escaped(String(value as string))}</dd>`).join('')}</dl>`;
}

/** One mail for people. Its HTML runs no script and reaches nothing outside. */
export async function mailPage(mail: SentMail, path: string): Promise<string> {
  const { subject, text, html } = await contentOf(mail);
  const shown = html === '' ? '' : `<iframe sandbox title="The mail as HTML" srcdoc="${escaped(html)}"></iframe>`;
  const plain = text === '' ? '' : `<h2>Text</h2><pre>${escaped(text)}</pre>`;
  const back = `<p><a href="${escaped(path)}">All mail</a></p>`;
  return page(subject, `${back}<h1>${escaped(subject)}</h1>${facts(mail)}${shown}${plain}`);
}
