import { format } from 'node:util';

/** Console method → level of the log. docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
const LEVELS = { trace: 'TRACE', debug: 'DEBUG', log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR' };
const RANKS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

const describeError = (error) => ({
  errorType: error.name,
  errorMessage: error.message,
  stackTrace: (error.stack ?? '').split('\n'),
});

function jsonMessage(parts) {
  const [first] = parts;
  if (parts.length === 1 && first instanceof Error) return { ...describeError(first), message: format(first) };
  if (parts.length === 1 && typeof first === 'object' && first !== null) return { message: first };
  const error = parts.find((part) => part instanceof Error);
  return { message: format(...parts), ...(error === undefined ? {} : describeError(error)) };
}

/**
 * Collects what the function prints, as `[epoch milliseconds, text]`, instead of writing it to the cloud's own output.
 * @param {{ format: 'Text' | 'JSON', level: string, requestId: () => string | undefined, send: (lines: [number, string][]) => void }} options
 */
export function captureOutput({ format: logFormat, level: lowest, requestId, send }) {
  let lines = [];
  let scheduled = false;

  const take = () => {
    const taken = lines;
    lines = [];
    return taken;
  };
  const flush = () => {
    scheduled = false;
    if (lines.length > 0) send(take());
  };
  const keep = (text) => {
    lines.push([Date.now(), text]);
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  const asText = (level, parts) =>
    `${new Date().toISOString()}\t${requestId() ?? 'undefined'}\t${level}\t${format(...parts)}`;
  const asJson = (level, parts) =>
    JSON.stringify({ timestamp: new Date().toISOString(), level, requestId: requestId(), ...jsonMessage(parts) });
  const isHeard = (level) => logFormat === 'Text' || RANKS.indexOf(level) >= RANKS.indexOf(lowest);
  const line = logFormat === 'Text' ? asText : asJson;

  for (const [method, level] of Object.entries(LEVELS)) {
    console[method] = isHeard(level) ? (...parts) => keep(line(level, parts)) : () => undefined;
  }
  const write = (chunk, encoding, done) => {
    for (const text of String(chunk).split('\n')) if (text !== '') keep(text);
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  };
  process.stdout.write = write;
  process.stderr.write = write;
  return { take, flush };
}
