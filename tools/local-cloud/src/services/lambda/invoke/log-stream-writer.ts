import { AwsError } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { reportFailure } from '../internal-failure.ts';
import type { LogLine } from '../runtime/runtime.ts';

/** Lines are sent together, at most this many machine milliseconds after the first. */
const FLUSH_AFTER_MS = 25;

/** Lines that may wait before the oldest are dropped: a function that prints in a loop must not fill the memory. */
const MAX_BUFFERED_LINES = 10_000;

/** Bytes that one call carries, well under its limit. AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
const MAX_CALL_BYTES = 900_000;

interface LogEventInput {
  readonly timestamp: number;
  readonly message: string;
}

/** The calls that carry these lines, each in order of time. Empty lines are no events. */
function callsOf(lines: readonly LogLine[]): readonly (readonly LogEventInput[])[] {
  const events = lines.map(([timestamp, message]) => ({ timestamp: Math.floor(timestamp), message: message || ' ' }));
  events.sort((a, b) => a.timestamp - b.timestamp);
  const calls: LogEventInput[][] = [];
  let bytes = Infinity;
  for (const event of events) {
    const size = Buffer.byteLength(event.message) + 26;
    if (bytes + size > MAX_CALL_BYTES) {
      calls.push([]);
      bytes = 0;
    }
    bytes += size;
    calls.at(-1)?.push(event);
  }
  return calls;
}

/** Bytes that Lambda returns of an invocation's log. docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const TAIL_BYTES = 4096;

export interface LogTarget {
  readonly cloud: Cloud;
  readonly roleArn: string;
  readonly functionName: string;
  readonly group: string;
  readonly stream: string;
  /** Holds the writers whose lines are on their way. */
  readonly busy: Set<LogStreamWriter>;
}

/**
 * Sends what one environment prints to its log stream, as the function's role: a role that may not write logs leaves none,
 * as on AWS. docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export class LogStreamWriter {
  readonly target: LogTarget;
  #lines: LogLine[] = [];
  #tail: string[] | undefined;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> | undefined;
  #exists = false;
  #refused = false;

  constructor(target: LogTarget) {
    this.target = target;
  }

  append(lines: readonly LogLine[]): void {
    if (this.#tail !== undefined) for (const [, message] of lines) this.#tail.push(message);
    if (this.#refused) return;
    for (const line of lines) this.#lines.push(line);
    if (this.#lines.length > MAX_BUFFERED_LINES) this.#lines.splice(0, this.#lines.length - MAX_BUFFERED_LINES);
    this.target.busy.add(this);
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_AFTER_MS);
  }

  /** Starts to keep the lines of one invocation for {@link tail}. */
  startTail(): void {
    this.#tail = [];
  }

  /** Base64 of the last 4 KB since {@link startTail}. */
  tail(): string {
    const bytes = Buffer.from((this.#tail ?? []).map((line) => `${line}\n`).join(''));
    this.#tail = undefined;
    return bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)).toString('base64');
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#sending !== undefined) {
      this.#timer = setTimeout(() => this.#flush(), FLUSH_AFTER_MS);
      return;
    }
    const lines = this.#lines;
    this.#lines = [];
    this.#sending = this.#send(lines)
      .catch(reportFailure('a log stream'))
      .finally(() => {
        this.#sending = undefined;
        if (this.#timer === undefined) this.target.busy.delete(this);
      });
  }

  async #send(lines: readonly LogLine[]): Promise<void> {
    try {
      if (!this.#exists) await this.#createStream();
      this.#exists = true;
      for (const logEvents of callsOf(lines)) await this.#call('PutLogEvents', { ...this.#names(), logEvents });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#refused = true; // Lambda does not fail a function for its logs; a fresh environment tries again.
    }
  }

  async #createStream(): Promise<void> {
    try {
      await this.#call('CreateLogStream', this.#names());
    } catch (error) {
      if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      await this.#call('CreateLogGroup', { logGroupName: this.target.group });
      await this.#call('CreateLogStream', this.#names());
    }
  }

  #names(): { readonly logGroupName: string; readonly logStreamName: string } {
    return { logGroupName: this.target.group, logStreamName: this.target.stream };
  }

  async #call(operation: string, input: Readonly<Record<string, unknown>>): Promise<void> {
    const { cloud, roleArn, functionName } = this.target;
    await cloud.call({
      principal: { kind: 'role', roleArn, sessionName: functionName },
      service: 'logs',
      operation,
      input,
    });
  }
}
