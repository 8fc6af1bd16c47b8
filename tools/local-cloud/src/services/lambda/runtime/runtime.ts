/** What a runtime needs to know to start one execution environment. */
export interface Launch {
  /** Directory of the code. */
  readonly codeDirectory: string;
  /** For example `index.handler`. */
  readonly handler: string;
  readonly memoryMiB: number;
  /** All environment variables: the function's own and Lambda's. */
  readonly variables: Readonly<Record<string, string>>;
  readonly logFormat: 'Text' | 'JSON';
  /** Lowest level that is logged; only the JSON format filters. */
  readonly logLevel: string;
  /** The members of the handler's context that do not change between invocations. */
  readonly context: Readonly<Record<string, string>>;
  /** One float64: the milliseconds that the cloud is ahead of the machine. */
  readonly clock: SharedArrayBuffer;
  /** Takes what the function printed, in order. */
  readonly onLines: (lines: readonly LogLine[]) => void;
}

/** Epoch milliseconds on the cloud's clock, and the text without a line end. */
export type LogLine = readonly [timestamp: number, message: string];

export interface RuntimeRequest {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  /** JSON text. */
  readonly payload: string;
  /** Epoch milliseconds on the cloud's clock. */
  readonly deadlineMs: number;
  /** JSON text. */
  readonly clientContext?: string | undefined;
}

/**
 * What became of an invocation: an answer of the handler, an error that it threw, or the end of the whole environment.
 * `payload` is JSON text; an `exit` without one ended without saying why.
 */
export type RuntimeOutcome =
  | { readonly kind: 'result'; readonly payload: string }
  | { readonly kind: 'error'; readonly payload: string }
  | { readonly kind: 'exit'; readonly reason: ExitReason; readonly payload?: string };

/** `killed`: ended from outside; `memory`: its limit was reached; a number: its exit status. */
export type ExitReason = 'killed' | 'memory' | number;

/** One execution environment. It takes one invocation at a time. */
export interface Environment {
  /** Resolves undefined once the handler is loaded, or with what ended the environment before. */
  readonly started: Promise<Extract<RuntimeOutcome, { kind: 'exit' }> | undefined>;
  invoke(request: RuntimeRequest): Promise<RuntimeOutcome>;
  /** Ends it at once, whatever it does; a running invocation resolves as an exit. */
  kill(): void;
  /** True once it is gone. */
  readonly ended: boolean;
  /** Machine milliseconds that it has run code; the rest of its life it waited. */
  activeMs(): number;
}

/** Runs the code of functions. One implementation per family of runtimes. */
export interface Runtime {
  /** For people: the names as in the API, for example `nodejs24.x`. */
  readonly names: string;
  /** Whether it runs functions of the runtime of this name. */
  runs(name: string): boolean;
  start(launch: Launch): Environment;
}
