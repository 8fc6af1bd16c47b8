import type { PolicyStatement } from '../../core/policy.ts';
import type { LogStreamWriter } from './invoke/log-stream-writer.ts';
import type { EnvironmentPool } from './runtime/environment-pool.ts';

/** A function's settings under the API's own names. docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html */
export interface FunctionSettings {
  readonly Description: string;
  readonly Runtime: string;
  readonly Role: string;
  readonly Handler: string;
  /** MiB. */
  readonly MemorySize: number;
  /** Seconds. */
  readonly Timeout: number;
  readonly Architectures: readonly string[];
  readonly Variables: Readonly<Record<string, string>>;
  /** ARN of the dead-letter queue of asynchronous invocations. */
  readonly DeadLetterTargetArn: string | undefined;
  readonly TracingMode: 'Active' | 'PassThrough';
  readonly Logging: LoggingSettings;
  /** MiB of `/tmp`; recorded only. */
  readonly EphemeralStorageSize: number;
}

export interface LoggingSettings {
  readonly LogFormat: 'Text' | 'JSON';
  readonly LogGroup: string;
  readonly ApplicationLogLevel: string;
  readonly SystemLogLevel: string;
}

export interface FunctionCode {
  /** Directory that holds the handler's module. */
  readonly directory: string;
  readonly bytes: number;
  /** Base64 of the SHA-256. */
  readonly sha256: string;
  /** True when the directory was made for this function and goes with it. */
  readonly temporary: boolean;
}

/** How asynchronous invocations of a function are retried and reported. API_PutFunctionEventInvokeConfig.html */
export interface EventInvokeSettings {
  readonly maximumRetryAttempts: number | undefined;
  readonly maximumEventAgeInSeconds: number | undefined;
  readonly onSuccess: string | undefined;
  readonly onFailure: string | undefined;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

/** One function, its permissions and its environments. */
export interface LambdaFunction {
  readonly name: string;
  readonly arn: string;
  settings: FunctionSettings;
  code: FunctionCode;
  /** Code that running invocations may still use; discarded with the function. */
  readonly formerCode: FunctionCode[];
  revisionId: string;
  /** Epoch milliseconds. */
  modifiedAt: number;
  /** Undefined: it shares the account's unreserved concurrency. */
  reservedConcurrency: number | undefined;
  eventInvoke: EventInvokeSettings | undefined;
  readonly statements: Map<string, PolicyStatement>;
  readonly tags: Map<string, string>;
  readonly pool: EnvironmentPool<LogStreamWriter>;
  /** Invocations that run or wait for an environment. */
  running: number;
  /** Set once it is deleted. */
  deleted: boolean;
  /** Stops listening to signals. */
  readonly unlisten: () => void;
}
