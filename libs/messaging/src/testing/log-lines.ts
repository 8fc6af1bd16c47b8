import type { LogFields, Logger } from '../logger.ts';

/** Lines that a logger wrote, as one object each. */
export type LogLine = LogFields & { readonly level: string; readonly message: string };

/** A logger that keeps its lines for the spec to read. */
export function makeLogLines(): { readonly logger: Logger; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const loggerWith = (kept: LogFields): Logger => {
    const write = (level: string) => (message: string, fields?: LogFields) => {
      lines.push({ level, message, ...kept, ...fields });
    };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      with: (fields) => loggerWith({ ...kept, ...fields }),
    };
  };
  return { logger: loggerWith({}), lines };
}
