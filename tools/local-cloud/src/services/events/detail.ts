/** Levels of nesting that PutEvents processes. docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MAX_LEVELS = 1_000;

/** A string, or a bracket that opens or closes a level. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}]/gsu;

/** Whether a JSON text nests deeper than events may. */
export function isTooDeep(text: string): boolean {
  if (text.length <= 2 * MAX_LEVELS) return false;
  let level = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') level += 1;
    else if (token === '}' || token === ']') level -= 1;
    if (level > MAX_LEVELS) return true;
  }
  return false;
}

/** Whether an entry's `Detail` is a JSON object that PutEvents processes. */
export function isDetail(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && !isTooDeep(text);
  } catch {
    return false;
  }
}
