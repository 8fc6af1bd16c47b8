/** One event, as the templates of a Python consumer spell it. */
export interface PythonEventValues {
  /** `order_placed.v1.reading("orderId")`, over several lines when it is long. */
  readonly reading: string;
  /** What finds the key, and its text in the contract's example. */
  readonly key: string;
  readonly sampleKey: string;
  /** What adds up, and its values in the contract's example. */
  readonly sums: string;
  readonly sampleSums: string;
  /** What is read of the contract's example. */
  readonly read: string;
  /** What each sample changes in the contract's example. */
  readonly samples: readonly string[];
}

/** What of an event is spelled alike in every language. */
export interface SpelledEvent {
  readonly snake: string;
  readonly version: number;
  readonly fields: readonly string[];
  readonly keyField: string | undefined;
  /** Names of the numbers that add up, or of the event when several events are counted. */
  readonly sums: readonly { readonly name: string; readonly field: string | undefined; readonly sample: unknown }[];
  readonly sampleKey: unknown;
  readonly read: unknown;
  readonly changes: readonly unknown[];
}

/** Characters of a line of Python, as in the library. */
const LINE = 110;

/** Spells an event in Python. */
export function pythonValues(event: SpelledEvent): PythonEventValues {
  const { snake, version, fields, keyField, sums } = event;
  return {
    reading: call(`${snake}.v${version}.reading`, fields.map(pythonLiteral)),
    key: keyField === undefined ? 'event.id' : `data[${pythonLiteral(keyField)}]`,
    sampleKey: String(event.sampleKey),
    sums: dictionary(
      sums.map(({ name, field }) => [name, field === undefined ? '1' : `data[${pythonLiteral(field)}]`]),
    ),
    sampleSums: dictionary(sums.map(({ name, sample }) => [name, pythonLiteral(sample)])),
    read: broken(pythonLiteral(event.read), event.read),
    samples: event.changes.map(pythonLiteral),
  };
}

/** Any JSON value as Python writes it, on one line. */
export function pythonLiteral(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  if (typeof value !== 'object') return JSON.stringify(value);
  return dictionary(Object.entries(value).map(([name, member]) => [name, pythonLiteral(member)]));
}

function dictionary(members: readonly (readonly [name: string, code: string])[]): string {
  return `{${members.map(([name, code]) => `${JSON.stringify(name)}: ${code}`).join(', ')}}`;
}

/** A call inside a list of a call: twelve spaces deep. */
function call(name: string, args: readonly string[]): string {
  const line = `${name}(${args.join(', ')})`;
  if (line.length + 12 <= LINE) return line;
  return `${name}(\n${args.map((arg) => `                ${arg},\n`).join('')}            )`;
}

/** A dictionary on the right of an assignment eight spaces deep, a member a line when it is long. */
function broken(line: string, value: unknown): string {
  if (line.length <= LINE - 16 || typeof value !== 'object' || value === null) return line;
  const members = Object.entries(value).map(
    ([name, member]) => `            ${JSON.stringify(name)}: ${pythonLiteral(member)},\n`,
  );
  return `{\n${members.join('')}        }`;
}
