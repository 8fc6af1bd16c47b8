import { Logger as PowertoolsLogger } from '@aws-lambda-powertools/logger';

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

/**
 * A logger in Powertools' format. Put an error under `error`: its name, message, stack and causes are written.
 * The lowest level written comes from the environment variable that Powertools defines.
 */
export function makeLogger(service: string): Logger {
  return withFields(new PowertoolsLogger({ serviceName: service }), {});
}

function withFields(logger: PowertoolsLogger, kept: LogFields): Logger {
  return {
    debug: (message, fields) => logger.debug(message, { ...kept, ...fields }),
    info: (message, fields) => logger.info(message, { ...kept, ...fields }),
    warn: (message, fields) => logger.warn(message, { ...kept, ...fields }),
    error: (message, fields) => logger.error(message, { ...kept, ...fields }),
    with: (fields) => withFields(logger, { ...kept, ...fields }),
  };
}
