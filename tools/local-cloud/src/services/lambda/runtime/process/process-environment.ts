import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Environment, Launch, LogLine, RuntimeOutcome, RuntimeRequest } from '../runtime.ts';
import { Conversation } from './conversation.ts';
import { exitOf, failedExit, type Exit } from './exits.ts';
import { watchMemory } from './memory-watch.ts';
import { OutputLines } from './output-lines.ts';
import { cpuMs } from './process-usage.ts';
import { newToken, type OpenedConversation, type RuntimeApi } from './runtime-api.ts';

/** How a family of runtimes starts its process. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Variables of this family, on top of what every function gets. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A command, or why there is none: the payload of every invocation. */
export type FindCommand = (launch: Launch) => Promise<Command | { readonly missing: string }>;

/** Machine milliseconds for loading the code. Lambda gives ten seconds of a machine of its own. */
const MAX_INIT_MS = 30_000;

/** Milliseconds that an answer waits for the output before it, and an end for the rest of it. */
const OUTPUT_WAIT_MS = 250;

/** A process of its own, in a process group of its own, that speaks the Runtime API. */
export class ProcessEnvironment implements Environment {
  readonly started: Promise<Exit | undefined>;
  ended = false;
  readonly #launch: Launch;
  readonly #token = newToken();
  readonly #conversation: Conversation;
  readonly #output: OutputLines;
  readonly #settleStart: (exit: Exit | undefined) => void;
  #opened: OpenedConversation | undefined;
  #child: ChildProcess | undefined;
  #request: RuntimeRequest | undefined;
  #settleInvocation: ((outcome: RuntimeOutcome) => void) | undefined;
  #heard = Promise.withResolvers<void>();
  #reason: 'killed' | 'memory' | undefined;
  #lastWords: string | undefined;
  #stopWatching: () => void = () => undefined;

  constructor(launch: Launch, api: RuntimeApi, findCommand: FindCommand) {
    const { promise, resolve } = Promise.withResolvers<Exit | undefined>();
    this.started = promise;
    this.#settleStart = resolve;
    this.#launch = launch;
    this.#conversation = new Conversation({
      onReady: () => this.#settleStart(undefined),
      onInitError: (payload) => (this.#lastWords = payload),
      onAnswer: (kind, payload) => this.#answer(kind, payload),
      aheadMs: () => this.#aheadMs(),
    });
    this.#output = new OutputLines(this.#token, {
      onLine: (line) => this.#say(line),
      onEndOfTurn: () => this.#heard.resolve(),
    });
    this.#start(api, findCommand).catch((error: unknown) => this.#end(failedExit(String(error))));
  }

  invoke(request: RuntimeRequest): Promise<RuntimeOutcome> {
    if (this.ended) return Promise.resolve({ kind: 'exit', reason: this.#reason ?? 1 });
    const { promise, resolve } = Promise.withResolvers<RuntimeOutcome>();
    this.#request = request;
    this.#heard = Promise.withResolvers<void>();
    this.#settleInvocation = resolve;
    this.#conversation.give(request);
    return promise;
  }

  activeMs(): number {
    return (this.#child?.pid === undefined ? undefined : cpuMs(this.#child.pid)) ?? 0;
  }

  kill(): void {
    if (this.ended) return;
    this.#reason ??= 'killed';
    this.ended = true;
    this.#killGroup();
    if (this.#child === undefined) this.#end({ kind: 'exit', reason: this.#reason });
  }

  async #start(api: RuntimeApi, findCommand: FindCommand): Promise<void> {
    const command = await findCommand(this.#launch);
    if ('missing' in command) return this.#end(failedExit(command.missing));
    this.#opened = await api.open(this.#token, this.#conversation);
    if (this.ended) return this.#opened.close();
    const child = this.#spawn(command, this.#opened.address);
    this.#child = child;
    this.#listen(child);
    const limit = setTimeout(() => this.#failInit(), MAX_INIT_MS).unref();
    void this.started.then(() => clearTimeout(limit));
    if (child.pid !== undefined)
      this.#stopWatching = watchMemory(child.pid, this.#launch.memoryMiB, () => this.#exceed());
  }

  #spawn({ file, args, variables }: Command, address: string): ChildProcess {
    const { codeDirectory, variables: given } = this.#launch;
    return spawn(file, args, {
      cwd: codeDirectory,
      env: { ...variables, ...given, AWS_LAMBDA_RUNTIME_API: address },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'], // the last is open as long as this process lives
      detached: true,
    });
  }

  #listen(child: ChildProcess): void {
    child.unref();
    for (const stream of child.stdio) (stream as { unref?: () => void } | null)?.unref?.();
    child.stdio[3]?.on('error', () => undefined);
    for (const stream of [child.stdout, child.stderr] as readonly (Readable | null)[])
      stream?.on('data', (chunk: Buffer) => this.#output.add(chunk));
    child.on('error', (error) => this.#end(failedExit(error.message)));
    child.on('exit', (code, signal) => {
      this.#killGroup();
      const exit = exitOf({ code, signal, reason: this.#reason, lastWords: this.#lastWords, request: this.#request });
      const settle = (): void => this.#end(exit);
      setTimeout(settle, OUTPUT_WAIT_MS);
      child.on('close', settle);
    });
  }

  /** Waits until what was printed before the answer is heard, too. */
  #answer(kind: 'result' | 'error', payload: string): void {
    const settle = (): void => {
      clearTimeout(timer);
      this.#settle({ kind, payload });
    };
    const timer = setTimeout(settle, OUTPUT_WAIT_MS);
    void this.#heard.promise.then(settle);
  }

  #failInit(): void {
    this.#lastWords = JSON.stringify({
      errorType: 'Sandbox.Timedout',
      errorMessage: `The function's code was not loaded after ${MAX_INIT_MS / 1000} seconds.`,
    });
    this.kill();
  }

  #exceed(): void {
    this.#reason = 'memory';
    this.kill();
  }

  #killGroup(): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Nobody of the group is left.
    }
  }

  #end(exit: Exit): void {
    this.ended = true;
    this.#stopWatching();
    this.#output.end();
    this.#opened?.close();
    this.#settleStart(exit);
    this.#settle(exit);
  }

  #settle(outcome: RuntimeOutcome): void {
    const settle = this.#settleInvocation;
    this.#settleInvocation = undefined;
    this.#request = undefined;
    settle?.(outcome);
  }

  #aheadMs(): number {
    return new Float64Array(this.#launch.clock)[0] ?? 0;
  }

  #say(line: string): void {
    const heard: LogLine = [Date.now() + this.#aheadMs(), line];
    this.#launch.onLines([heard]);
  }
}
