/** Another writer appended first. Run the whole use case again: read, decide, append. */
export class StreamConflictError extends Error {
  override readonly name = 'StreamConflictError';
  readonly stream: string;
  readonly expectedVersion: number;

  constructor(stream: string, expectedVersion: number, options?: ErrorOptions) {
    super(`Stream ${stream} has moved on since version ${expectedVersion}: read it and decide again`, options);
    this.stream = stream;
    this.expectedVersion = expectedVersion;
  }
}

/** A commit whose item would be over DynamoDB's limit; refused before any write. */
export class CommitTooLargeError extends Error {
  override readonly name = 'CommitTooLargeError';
  readonly stream: string;
  readonly bytes: number;
  readonly maxBytes: number;

  constructor(stream: string, bytes: number, maxBytes: number) {
    super(`The commit to ${stream} needs ${bytes} bytes, an item holds ${maxBytes}: append fewer events at a time`);
    this.stream = stream;
    this.bytes = bytes;
    this.maxBytes = maxBytes;
  }
}

/** An event that could not be published once stored; refused before any write. */
export class EventTooLargeError extends Error {
  override readonly name = 'EventTooLargeError';
  readonly stream: string;
  readonly type: string;
  readonly bytes: number;
  readonly maxBytes: number;

  constructor(stream: string, event: { readonly type: string; readonly bytes: number }, maxBytes: number) {
    super(`${event.type} for ${stream} has ${event.bytes} bytes of JSON data, an event holds ${maxBytes}`);
    this.stream = stream;
    this.type = event.type;
    this.bytes = event.bytes;
    this.maxBytes = maxBytes;
  }
}

/** A commit no store can keep: no events, a name or a version that is none. A bug of the caller. */
export class InvalidCommitError extends Error {
  override readonly name = 'InvalidCommitError';
  readonly stream: string;

  constructor(stream: string, problem: string) {
    super(`Cannot append to stream "${stream}": ${problem}`);
    this.stream = stream;
  }
}

/** Positions of a stored stream do not follow one another; nothing read from it can be trusted. */
export class StreamCorruptError extends Error {
  override readonly name = 'StreamCorruptError';
  readonly stream: string;
  readonly position: number;

  constructor(stream: string, position: number, problem: string) {
    super(`Stream ${stream} is damaged at position ${position}: ${problem}`);
    this.stream = stream;
    this.position = position;
  }
}
