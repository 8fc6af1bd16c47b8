/** Markup that is safe to put into a page. Made by {@link html} alone. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, markup is not, nothing writes nothing. */
export type HtmlValue = string | number | Html | undefined | false | readonly HtmlValue[];

/** Writes markup: whatever is not markup already is escaped, in text and in quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(parts.map((part, index) => (index === 0 ? part : `${written(values[index - 1])}${part}`)).join(''));
}

function written(value: HtmlValue): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(written).join('');
  return escaped(String(value));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '"': '&quot;',
  '&': '&amp;',
  "'": '&#39;',
  '<': '&lt;',
  '>': '&gt;',
};

function escaped(text: string): string {
  return text.replaceAll(/["&'<>]/g, (character) => ENTITIES[character] ?? character);
}

/** JSON that may stand in a script element: no text in it can end the element or open a comment. */
export function scriptJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', String.raw`\u003c`));
}
