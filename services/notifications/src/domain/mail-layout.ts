import { oneLine } from './one-line.ts';

/** A mail as its reader sees it, in two forms that say the same. */
export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Row {
  readonly label: string;
  readonly amount: string;
}

/** A piece of a mail, in plain words: the layout escapes and draws it. */
export type MailBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly Row[]; readonly note?: string; readonly total: Row };

/** What a mail says. */
export interface MailDraft {
  readonly subject: string;
  readonly greeting: string;
  readonly blocks: readonly MailBlock[];
}

/** Who mails are from, in words: under each of them, and before the sender's address. */
export const SENDER_NAME = 'Tidings';
const FONT = "font-family:-apple-system,'Segoe UI',Helvetica,Arial,sans-serif";
const CELL = 'padding:8px 0;border-bottom:1px solid #e7e5e4';
const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Draws a mail, once for readers of HTML and once for everybody else. */
export function renderMail({ subject, greeting, blocks }: MailDraft): MailContent {
  const text = [oneLine(greeting), ...blocks.map(textOf), SENDER_NAME].join('\n\n');
  const title = escapeHtml(oneLine(subject));
  const html = [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<title>${title}</title></head><body style="margin:0;padding:24px;background:#f5f5f4;${FONT}">`,
    `<div style="max-width:560px;margin:0 auto;padding:32px;background:#ffffff;border-radius:8px;color:#1c1917;line-height:1.5">`,
    `<h1 style="margin:0 0 16px;font-size:20px">${title}</h1>`,
    paragraph(greeting),
    ...blocks.map(htmlOf),
    `<p style="margin:24px 0 0;color:#78716c">${SENDER_NAME}</p></div></body></html>`,
  ].join('\n');
  return { subject: oneLine(subject), text: `${text}\n`, html };
}

/** Text that a browser shows as it is, in content and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? character);
}

function textOf(block: MailBlock): string {
  if (block.kind === 'paragraph') return oneLine(block.text);
  const rows = block.rows.map(({ label, amount }) => `  ${oneLine(label)}  ${amount}`);
  const note = block.note === undefined ? [] : [`  ${block.note}`];
  return [...rows, ...note, `  ${block.total.label}: ${block.total.amount}`].join('\n');
}

function htmlOf(block: MailBlock): string {
  if (block.kind === 'paragraph') return paragraph(block.text);
  const note = block.note === undefined ? [] : [row({ label: block.note, amount: '' }, CELL)];
  const rows = [
    ...block.rows.map((each) => row(each, CELL)),
    ...note,
    row(block.total, 'padding:12px 0;font-weight:600'),
  ];
  return `<table role="presentation" style="width:100%;margin:16px 0;border-collapse:collapse">${rows.join('\n')}</table>`;
}

function row({ label, amount }: Row, style: string): string {
  return `<tr><td style="${style}">${escapeHtml(oneLine(label))}</td><td style="${style};text-align:right;white-space:nowrap">${escapeHtml(amount)}</td></tr>`;
}

function paragraph(text: string): string {
  return `<p style="margin:0 0 16px">${escapeHtml(oneLine(text))}</p>`;
}
