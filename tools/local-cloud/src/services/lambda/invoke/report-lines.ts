import type { FunctionSettings } from '../function.ts';

/** What Lambda itself writes into a function's log. docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html */
export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  /** Set for the first invocation of an environment. */
  readonly initMs: number | undefined;
  readonly status: 'success' | 'failure' | 'timeout' | 'error';
}

/** A line of a platform event in JSON. docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
const platformLine = (now: number, type: string, record: object): string =>
  JSON.stringify({ time: new Date(now).toISOString(), type, record });

export function startLine(settings: FunctionSettings, requestId: string, now: number): string {
  if (settings.Logging.LogFormat === 'JSON')
    return platformLine(now, 'platform.start', { requestId, version: '$LATEST' });
  return `START RequestId: ${requestId} Version: $LATEST`;
}

const rounded = (milliseconds: number): number => Math.round(milliseconds * 100) / 100;

/** The END and REPORT lines, or the one report of the JSON format. Memory is not measured per thread, so it is left out. */
export function endLines(settings: FunctionSettings, report: InvocationReport, now: number): readonly string[] {
  const { requestId, durationMs, initMs, status } = report;
  const billedMs = Math.ceil(durationMs + (initMs ?? 0));
  if (settings.Logging.LogFormat === 'JSON') {
    const metrics = {
      durationMs: rounded(durationMs),
      billedDurationMs: billedMs,
      memorySizeMB: settings.MemorySize,
      ...(initMs === undefined ? {} : { initDurationMs: rounded(initMs) }),
    };
    return [platformLine(now, 'platform.report', { requestId, status, metrics })];
  }
  const parts = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs} ms`,
    `Memory Size: ${settings.MemorySize} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(status === 'timeout' || status === 'error' ? [`Status: ${status}`] : []),
  ];
  return [`END RequestId: ${requestId}`, parts.join('\t')];
}
