/** Widest line of generated Python. */
const WIDTH = 110;

/**
 * A JSON value as a Python expression: on one line where it fits, otherwise an entry a line. The text of a JSON string
 * is one of Python's too.
 */
export function pythonLiteral(value: unknown, indent = ''): string {
  const short = oneLine(value);
  if (indent.length + short.length <= WIDTH || typeof value !== 'object' || value === null) return short;
  const inner = `${indent}    `;
  const entries = Array.isArray(value)
    ? value.map((entry) => `${inner}${pythonLiteral(entry, inner)},\n`)
    : Object.entries(value).map(([name, entry]) => `${inner}${text(name)}: ${pythonLiteral(entry, inner)},\n`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${entries.join('')}${indent}${close}`;
}

function oneLine(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value !== 'object') return text(value);
  const entries = Object.entries(value).map(([name, entry]) => `${text(name)}: ${oneLine(entry)}`);
  return `{${entries.join(', ')}}`;
}

function text(value: unknown): string {
  return JSON.stringify(value);
}

/** A docstring with this text, whatever is in it. */
export function pythonDocstring(description: string, indent: string): string {
  const safe = description
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', String.raw`\"\"\"`)
    .replace(/"$/u, String.raw`\"`);
  return `${indent}"""${safe}"""\n`;
}
