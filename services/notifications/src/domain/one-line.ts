/** A text on one line: what a customer wrote never begins a line, or a header, of its own, and moves no cursor. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
