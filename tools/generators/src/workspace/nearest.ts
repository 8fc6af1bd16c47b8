/** Edits beyond which two names are not mistaken for one another. */
const MAX_EDITS = 4;

/** The candidate that is most likely meant, if any is near. Case and punctuation do not count. */
export function nearest(text: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(text);
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: edits(wanted, plain(candidate)) }))
    .toSorted((left, right) => left.edits - right.edits);
  const [best] = ranked;
  return best !== undefined && best.edits <= Math.min(MAX_EDITS, wanted.length / 2) ? best.candidate : undefined;
}

/** ` Did you mean X?`, or nothing when nothing is near. */
export function didYouMean(text: string, candidates: readonly string[]): string {
  const near = nearest(text, candidates);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/gu, '');
}

/** Insertions, deletions and replacements that turn one text into the other. */
function edits(from: string, to: string): number {
  const start = Array.from({ length: to.length + 1 }, (_, column) => column);
  const last = from.split('').reduce((above, character, row) => nextRow(above, { character, row, to }), start);
  return last.at(-1) ?? 0;
}

interface Step {
  readonly character: string;
  readonly row: number;
  readonly to: string;
}

function nextRow(above: readonly number[], { character, row, to }: Step): number[] {
  const current = [row + 1];
  for (const [column, other] of to.split('').entries()) {
    const replaced = (above[column] ?? 0) + (character === other ? 0 : 1);
    current.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
  }
  return current;
}
