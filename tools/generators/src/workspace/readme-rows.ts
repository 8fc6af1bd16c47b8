import type { Tree } from '@nx/devkit';

/** What a README's section on events says of a service: what comes in, or what goes out. */
export type Direction = 'in' | 'out';

const SECTION = '## Events in and out';

const COLUMNS: Readonly<Record<Direction, string>> = {
  in: '| in | from | handler |',
  out: '| out | when | handler |',
};

/** Rows of one of the two tables, as Markdown writes them. */
export interface ReadmeRows {
  readonly direction: Direction;
  readonly rows: readonly string[];
}

/**
 * Adds rows to the table of a README's section "Events in and out", and the table or the section where there is none.
 * A row that stands for the same is not added again, whatever people have made of it: what comes in stands for an event
 * and its handler, what goes out for an event.
 */
export function addReadmeRows(tree: Tree, path: string, { direction, rows }: ReadmeRows): void {
  const text = tree.read(path, 'utf8');
  if (text === null) return;
  const lines = withSection(text.split('\n'));
  const known = new Set(tableIn(lines, COLUMNS[direction]).map((row) => keyOf(row, direction)));
  const missing = rows.filter((row) => !known.has(keyOf(row, direction)));
  if (missing.length === 0) return;
  tree.write(path, withRows(lines, COLUMNS[direction], missing).join('\n'));
}

function keyOf(row: string, direction: Direction): string {
  const [, event = '', , handler = ''] = row.split('|').map((cell) => /`[^`]+`/u.exec(cell)?.[0] ?? cell.trim());
  return direction === 'out' ? event : `${event} ${handler}`;
}

/** The rows of the section's table with these columns, its head included. */
function tableIn(lines: readonly string[], columns: string): readonly string[] {
  const start = lines.indexOf(columns, lines.indexOf(SECTION));
  if (start === -1) return [];
  const length = lines.slice(start).findIndex((line) => !line.startsWith('|'));
  return lines.slice(start, length === -1 ? lines.length : start + length);
}

function withSection(lines: readonly string[]): readonly string[] {
  if (lines.includes(SECTION)) return lines;
  const decisions = lines.indexOf('## Decisions');
  const at = decisions === -1 ? lines.length : decisions;
  return [...lines.slice(0, at), SECTION, '', ...lines.slice(at)];
}

function withRows(lines: readonly string[], columns: string, rows: readonly string[]): readonly string[] {
  const section = lines.indexOf(SECTION);
  const header = lines.indexOf(columns, section);
  if (header === -1) {
    const table = ['', columns, columns.replaceAll(/ [a-z]+ /gu, ' --- '), ...rows];
    return [...lines.slice(0, section + 1), ...table, ...lines.slice(section + 1)];
  }
  const end = header + tableIn(lines, columns).length;
  return [...lines.slice(0, end), ...rows, ...lines.slice(end)];
}
