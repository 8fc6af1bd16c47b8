/** Changes of one letter that a slip of the pen makes: more, and the name is another one. */
const MAX_SLIPS = 2;

/** The name that was probably meant, or undefined when none is near. Case does not count. */
export function nearName(name: string, names: readonly string[]): string | undefined {
  const near = names
    .map((each) => ({ each, slips: slipsBetween(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, slips }) => slips <= Math.min(MAX_SLIPS, Math.floor(each.length / 2)))
    .toSorted((a, b) => a.slips - b.slips);
  return near[0]?.each;
}

/** ` (did you mean …?)`, or nothing. */
export function didYouMean(name: string, names: readonly string[]): string {
  const near = nearName(name, names);
  return near === undefined ? '' : ` (did you mean ${near}?)`;
}

/** Letters to add, take out, change or swap with their neighbour. */
function slipsBetween(one: string, other: string): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let at = 1; at <= one.length; at += 1) {
    const next = nextRow({ one, other, at }, row, before);
    before = row;
    row = next;
  }
  return row[other.length] ?? one.length;
}

interface Words {
  readonly one: string;
  readonly other: string;
  readonly at: number;
}

function nextRow({ one, other, at }: Words, row: readonly number[], before: readonly number[]): readonly number[] {
  const next = [at];
  for (let to = 1; to <= other.length; to += 1) {
    const isSame = one[at - 1] === other[to - 1];
    const changed = cost(row, to - 1) + (isSame ? 0 : 1);
    const swapped = isSwap({ one, other, at }, to) ? cost(before, to - 2) + 1 : Number.POSITIVE_INFINITY;
    next.push(Math.min(cost(row, to) + 1, cost(next, to - 1) + 1, changed, swapped));
  }
  return next;
}

function isSwap({ one, other, at }: Words, to: number): boolean {
  return at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
}

function cost(row: readonly number[], at: number): number {
  return row[at] ?? 0;
}
