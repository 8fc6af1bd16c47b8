export type LogFields = Readonly<Record<string, unknown>>;

/** Structured logs: one JSON object a line, with `level`, `message`, `timestamp`, `service` and the fields given. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same logger with fields that every line carries; safe to use for messages handled side by side. */
  with(fields: LogFields): Logger;
}

export interface LoggerOptions {
  /** Takes each line, its line end included; by default the process' standard output, which Lambda keeps as it is. */
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
}

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/**
 * A logger whose lines have the names and the order of Powertools' logger, so that queries written for either find both.
 * Put an error under `error`: its name, message, stack and causes are written. Writing never throws.
 */
export function makeLogger(service: string, options: LoggerOptions = {}): Logger {
  const write = options.write ?? ((line) => void process.stdout.write(line));
  const now = options.now ?? (() => new Date());
  const loggerWith = (kept: LogFields): Logger => {
    const writeAt =
      (level: Level) =>
      (message: string, fields?: LogFields): void => {
        const head = { level, message, timestamp: now().toISOString(), service };
        write(`${lineOf(head, { ...kept, ...fields })}\n`);
      };
    return {
      debug: writeAt('DEBUG'),
      info: writeAt('INFO'),
      warn: writeAt('WARN'),
      error: writeAt('ERROR'),
      with: (fields) => loggerWith({ ...kept, ...fields }),
    };
  };
  return loggerWith({});
}

/** A field that JSON cannot carry must not cost the line, nor the work that it is about. */
function lineOf(head: LogFields, fields: LogFields): string {
  try {
    return JSON.stringify({ ...head, ...fields }, plainValue);
  } catch (error) {
    return JSON.stringify({ ...head, unwritable: String(error) });
  }
}

function plainValue(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { ...Object.fromEntries(Object.entries(value)), name, message, stack, cause };
}
