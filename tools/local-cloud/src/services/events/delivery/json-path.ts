/** A member's name, an index, or `*` for all. */
type Step = string | number;

const STEP = /\.([A-Za-z0-9_\-/]+|\*)|\[(\d+|\*)\]|\['([^']+)'\]/uy;

function stepOf(match: RegExpExecArray): Step {
  const [, name, index, quoted] = match;
  if (index !== undefined && index !== '*') return Number(index);
  return name ?? index ?? quoted ?? '*';
}

/** The steps of `$.detail.lines[0].sku`; undefined when the path uses syntax that EventBridge does not know. */
export function parseJsonPath(path: string): readonly Step[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: Step[] = [];
  const pattern = new RegExp(STEP);
  pattern.lastIndex = 1;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (match === null) return undefined;
    steps.push(stepOf(match));
  }
  return steps;
}

function valuesAt(value: unknown, step: Step): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value);
  const key = String(step);
  return Object.hasOwn(value, key) ? [(value as Readonly<Record<string, unknown>>)[key]] : [];
}

/**
 * What a JSON path of a target's input finds: dots, dashes, slashes, array indices and `*`. A path with `*` gives the list
 * of all it finds, any other one the value, or undefined.
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function readJsonPath(event: unknown, path: string): unknown {
  const steps = parseJsonPath(path);
  if (steps === undefined) return undefined;
  const found = steps.reduce<readonly unknown[]>(
    (values, step) => values.flatMap((value) => valuesAt(value, step)),
    [event],
  );
  return steps.includes('*') ? found : found[0];
}
