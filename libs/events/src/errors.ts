/** What is wrong with a value, and where: `path` is a JSON Pointer, `''` for the value itself. */
export interface ContractProblem {
  readonly path: string;
  readonly problem: string;
}

/** An event does not keep its contract. Sending it again does not help. */
export class ContractViolationError extends Error {
  override readonly name = 'ContractViolationError';
  /** Type of the event, or `''` when it has none that can be read. */
  readonly type: string;
  /** JSON Pointer from the event's own root (its `detail`) to what is wrong. */
  readonly path: string;
  readonly problem: string;

  constructor(type: string, { path, problem }: ContractProblem) {
    super(`${type === '' ? 'Event' : type} breaks its contract at ${path === '' ? 'its root' : path}: ${problem}`);
    this.type = type;
    this.path = path;
    this.problem = problem;
  }
}

/** Nobody here reads events of this type, or this reader cannot read this version of it. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
  readonly type: string;
  readonly version: number;
  readonly known: readonly string[];

  constructor(options: { readonly type: string; readonly version: number; readonly known: readonly string[] }) {
    const { type, version, known } = options;
    super(`Nothing here reads ${type.slice(0, 128)} version ${version}; known: ${known.join(', ')}`);
    this.type = type;
    this.version = version;
    this.known = known;
  }
}

/** A reading declares a field that its version does not have; the compiler was told otherwise. */
export class UnknownFieldError extends Error {
  override readonly name = 'UnknownFieldError';
  readonly type: string;
  readonly field: string;

  constructor(type: string, field: string) {
    super(`${type} has no field data.${field}: declare a field of its schema`);
    this.type = type;
    this.field = field;
  }
}

/** A text is not a JSON document that is safe to read; nothing was built from it. */
export class HostileDocumentError extends Error {
  override readonly name = 'HostileDocumentError';
  readonly problem: string;
  /** Index into the text, in UTF-16 code units. */
  readonly position: number;

  constructor(problem: string, position: number, options?: ErrorOptions) {
    super(`Document refused at character ${position}: ${problem}`, options);
    this.problem = problem;
    this.position = position;
  }
}

/** An event is larger than a public event may be. */
export class EventTooLargeError extends Error {
  override readonly name = 'EventTooLargeError';
  readonly eventId: string;
  readonly bytes: number;
  readonly maxBytes: number;

  constructor(options: { readonly eventId: string; readonly bytes: number; readonly maxBytes: number }) {
    super(`Event ${options.eventId} has ${options.bytes} bytes; a public event has at most ${options.maxBytes}`);
    this.eventId = options.eventId;
    this.bytes = options.bytes;
    this.maxBytes = options.maxBytes;
  }
}

/** A rule asks for what no version of the event's schema has. */
export class PatternMismatchError extends Error {
  override readonly name = 'PatternMismatchError';
  /** JSON Pointer into the event's `detail`. */
  readonly path: string;
  readonly problem: string;

  constructor(path: string, problem: string) {
    super(`The rule does not fit the event: ${path === '' ? 'detail' : path} ${problem}`);
    this.path = path;
    this.problem = problem;
  }
}
