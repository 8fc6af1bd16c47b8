import { type Html, html } from './html.ts';

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;

/** A value as indented JSON, its names, texts and other values told apart for the style sheet. */
export function jsonMarkup(value: unknown): Html {
  const text = JSON.stringify(value, null, 2);
  const found = [...text.matchAll(TOKEN)];
  const starts = found.map(({ index }) => index);
  const parts = found.map((match, place) => {
    const from = match.index + match[0].length;
    return html`${token(match)}${text.slice(from, starts[place + 1] ?? text.length)}`;
  });
  return html`${text.slice(0, starts[0] ?? text.length)}${parts}`;
}

function token([whole, quoted, colon]: RegExpMatchArray): Html {
  if (quoted === undefined) return html`<span class="json-value">${whole}</span>`;
  if (colon === undefined) return html`<span class="json-text">${whole}</span>`;
  return html`<span class="json-name">${quoted}</span>${colon}`;
}
