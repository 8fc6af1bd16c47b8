/** A JSON-like value as it travels on AWS's wires, already parsed. */
export type Json = Readonly<Record<string, unknown>>;

export interface AwsErrorOptions {
  /** HTTP status of the answer; 400 unless told otherwise. */
  readonly status?: number;
  /** Further members of the error's body, for example `CancellationReasons`. */
  readonly fields?: Json;
  /** Query-protocol code when it differs from the shape's name, for example `AWS.SimpleQueueService.NonExistentQueue`. */
  readonly queryCode?: string;
  readonly cause?: unknown;
}

/** An error that AWS itself would answer: `code` is the error shape's name, `message` AWS's own words. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: Json;
  readonly queryCode: string;

  constructor(code: string, message: string, options: AwsErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status ?? 400;
    this.fields = options.fields ?? {};
    this.queryCode = options.queryCode ?? code;
  }
}

/**
 * What the local cloud does not implement. It answers 501 over the wire and says what to do, because a silent
 * acceptance would be found out only on AWS.
 */
export class NotImplementedLocallyError extends AwsError {
  constructor(what: string, advice = 'Remove it, or test this part on AWS.') {
    super('NotImplementedLocally', `The local cloud does not implement ${what}. ${advice}`, { status: 501 });
    this.name = 'NotImplementedLocallyError';
  }
}
