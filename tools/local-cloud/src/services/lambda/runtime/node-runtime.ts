import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Environment, ExitReason, Launch, LogLine, Runtime, RuntimeOutcome, RuntimeRequest } from './runtime.ts';

/** Plain JavaScript, so that no thread has to strip types. */
const BOOTSTRAP = new URL('./worker/environment.mjs', import.meta.url);

/** V8's semi-spaces are sized for servers; a function's garbage is small, and there are many functions. */
const YOUNG_GENERATION_MIB = 8;

type WorkerMessage =
  | { readonly kind: 'ready' | 'lines'; readonly lines: readonly LogLine[] }
  | { readonly kind: 'result' | 'error' | 'dying'; readonly payload: string; readonly lines: readonly LogLine[] };

type Exit = Extract<RuntimeOutcome, { kind: 'exit' }>;

const exitOf = (reason: ExitReason, payload: string | undefined): Exit =>
  payload === undefined ? { kind: 'exit', reason } : { kind: 'exit', reason, payload };

/** Node keeps each version's compiled code in a folder of its own below the one that it was given. */
function compileCache(): string | undefined {
  const own = getCompileCacheDir();
  return own === undefined ? undefined : dirname(own);
}

function startWorker(launch: Launch): Worker {
  const { codeDirectory, handler, logFormat, logLevel, context, clock } = launch;
  return new Worker(BOOTSTRAP, {
    name: context['functionName'] ?? '',
    workerData: { root: codeDirectory, handler, logFormat, logLevel, context, clock, compiled: compileCache() },
    env: { ...launch.variables },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: launch.memoryMiB, maxYoungGenerationSizeMb: YOUNG_GENERATION_MIB },
  });
}

/** A worker thread that runs one Node function. */
class WorkerEnvironment implements Environment {
  readonly started: Promise<Exit | undefined>;
  ended = false;
  readonly #worker: Worker;
  readonly #onLines: Launch['onLines'];
  readonly #settleStart: (exit: Exit | undefined) => void;
  #settleInvocation: ((outcome: RuntimeOutcome) => void) | undefined;
  #lastWords: string | undefined;
  #reason: ExitReason | undefined;

  constructor(launch: Launch) {
    const { promise, resolve } = Promise.withResolvers<Exit | undefined>();
    this.started = promise;
    this.#settleStart = resolve;
    this.#onLines = launch.onLines;
    this.#worker = startWorker(launch);
    this.#worker.on('message', (message: WorkerMessage) => this.#hear(message));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#end(code));
    this.#worker.unref();
  }

  invoke(request: RuntimeRequest): Promise<RuntimeOutcome> {
    if (this.ended) return Promise.resolve(this.#exit(1));
    const { promise, resolve } = Promise.withResolvers<RuntimeOutcome>();
    this.#settleInvocation = resolve;
    this.#worker.postMessage(request);
    return promise;
  }

  activeMs(): number {
    return this.#worker.performance.eventLoopUtilization().active;
  }

  kill(): void {
    this.#reason ??= 'killed';
    void this.#worker.terminate();
    this.#end(1);
  }

  #hear(message: WorkerMessage): void {
    if (this.ended) return;
    if (message.lines.length > 0) this.#onLines(message.lines);
    switch (message.kind) {
      case 'lines':
        return;
      case 'ready':
        return this.#settleStart(undefined);
      case 'dying':
        this.#lastWords = message.payload;
        return;
      case 'result':
      case 'error':
        this.#settle({ kind: message.kind, payload: message.payload });
    }
  }

  #fail(error: NodeJS.ErrnoException): void {
    if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.#reason = 'memory';
    else this.#lastWords ??= JSON.stringify({ errorType: error.name, errorMessage: error.message, trace: [] });
  }

  #end(code: number): void {
    if (this.ended) return;
    this.ended = true;
    this.#settleStart(this.#exit(code));
    this.#settle(this.#exit(code));
  }

  #exit(code: number): Exit {
    return exitOf(this.#reason ?? code, this.#lastWords);
  }

  #settle(outcome: RuntimeOutcome): void {
    const settle = this.#settleInvocation;
    this.#settleInvocation = undefined;
    settle?.(outcome);
  }
}

const NAMES: readonly string[] = ['nodejs24.x', 'nodejs22.x'];

/** Node functions in worker threads of this process: cheap to start, one heap and one set of variables each. */
export const nodeRuntime: Runtime = {
  names: NAMES.join(', '),
  runs: (name) => NAMES.includes(name),
  start: (launch) => new WorkerEnvironment(launch),
};
