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
 * A row that is there already is not added again.
 */
export function addReadmeRows(tree: Tree, path: string, { direction, rows }: ReadmeRows): void {
  const text = tree.read(path, 'utf8');
  if (text === null) return;
  const lines = withSection(text.split('\n'));
  const missing = rows.filter((row) => !lines.includes(row));
  if (missing.length === 0) return;
  tree.write(path, withRows(lines, COLUMNS[direction], missing).join('\n'));
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
  const length = lines.slice(header).findIndex((line) => !line.startsWith('|'));
  const end = length === -1 ? lines.length : header + length;
  return [...lines.slice(0, end), ...rows, ...lines.slice(end)];
}
