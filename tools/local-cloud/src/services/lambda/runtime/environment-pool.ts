import { readCoreTime, wereCoresBusy } from './core-time.ts';
import type { Environment, RuntimeOutcome } from './runtime.ts';

type Exit = Extract<RuntimeOutcome, { kind: 'exit' }>;

/** An environment of a function, with what the log says about it. */
export interface PooledEnvironment<Extra> {
  readonly environment: Environment;
  readonly extra: Extra;
  /** Machine milliseconds that loading the code took; reported with the first invocation. */
  initMs: number;
  /** Invocations that it has taken. */
  uses: number;
}

export type Lease<Extra> =
  | { readonly kind: 'ready'; readonly held: PooledEnvironment<Extra> }
  | { readonly kind: 'failed'; readonly exit: Exit };

/** Environments beyond the first of each function, over all functions of one cloud. */
export interface EnvironmentBudget {
  readonly maxExtra: number;
  extra: number;
  /** What the cores have done; the machine's own clock of them unless a spec gives another. */
  readonly coreTime?: typeof readCoreTime;
}

export interface PoolOptions<Extra> {
  readonly start: () => { readonly environment: Environment; readonly extra: Extra };
  readonly budget: EnvironmentBudget;
}

interface Member<Extra> extends PooledEnvironment<Extra> {
  readonly startedAt: number;
  readonly isExtra: boolean;
  stale: boolean;
  busy: boolean;
  /** When it became idle or got its request, on the machine's monotonic clock. */
  since: number;
}

const STOPPED = { kind: 'failed', exit: { kind: 'exit', reason: 'killed' } } as const;

/**
 * A function gets a further environment when requests wait and all it has are at one request for this long, in machine
 * milliseconds. Lambda starts one at once; here few cores run many functions, where more environments for quick requests
 * only cost more cold starts.
 */
const GROW_AFTER_MS = 500;

/**
 * The same while its environments run code and the cores have nothing to spare: then a further one takes its time from those
 * that are at work.
 */
const GROW_AFTER_WHEN_BUSY_MS = 5_000;

/** Environments that run code for at least this share of the time are at work, if slowly; the others wait for something. */
const AT_WORK_SHARE = 0.01;

/**
 * Machine milliseconds after which an unused environment ends, which gives about 20 MiB back. Lambda keeps its own for some
 * minutes, and has a data centre to keep them in.
 */
export const RETIRE_AFTER_MS = 20_000;

/** The environments of one function: one request at a time each, reused, more of them only when requests wait. */
export class EnvironmentPool<Extra> {
  readonly #options: PoolOptions<Extra>;
  readonly #members = new Set<Member<Extra>>();
  readonly #idle: Member<Extra>[] = [];
  readonly #waiting: ((lease: Lease<Extra>) => void)[] = [];
  #stopped = false;
  #grow: NodeJS.Timeout | undefined;
  #retire: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions<Extra>) {
    this.#options = options;
  }

  get size(): number {
    return this.#members.size;
  }

  /** An environment for one invocation: an idle one, a new one, or the next that is released. */
  acquire(): Promise<Lease<Extra>> {
    if (this.#stopped) return Promise.resolve(STOPPED);
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (!idle.environment.ended) return Promise.resolve(handOut(idle));
      this.#forget(idle);
    }
    const { promise, resolve } = Promise.withResolvers<Lease<Extra>>();
    this.#waiting.push(resolve);
    if (this.#members.size === 0) this.#start(false);
    else this.#growLater();
    return promise;
  }

  /** Starts an environment ahead of the first request, if there is none. */
  warm(): void {
    if (!this.#stopped && this.#members.size === 0) this.#start(false);
  }

  /** Takes the environment back, or lets it go when it has ended or its code was replaced. */
  release(held: PooledEnvironment<Extra>): void {
    const member = held as Member<Extra>;
    if (member.environment.ended || member.stale) {
      this.#end(member);
      if (this.#waiting.length > 0 && this.#members.size === 0) this.#start(false);
      return;
    }
    this.#offer(member);
  }

  /** New code: idle environments end now, busy ones after what they do. One starts ahead when the function was in use. */
  swap(): void {
    const wasUsed = this.#members.size > 0;
    for (const member of this.#members) member.stale = true;
    for (const idle of this.#idle.splice(0)) this.#end(idle);
    if (wasUsed) this.#start(false);
  }

  /** Ends every environment that is at work, as a crash does. */
  crash(): void {
    for (const member of this.#members) if (member.busy) member.environment.kill();
  }

  /** Ends all environments; what waits or comes later fails. */
  stop(): void {
    this.#stopped = true;
    for (const refuse of this.#waiting.splice(0)) refuse(STOPPED);
    clearTimeout(this.#grow);
    clearTimeout(this.#retire);
    for (const member of this.#members) this.#end(member);
    this.#idle.length = 0;
  }

  #start(isExtra: boolean): void {
    if (isExtra) this.#options.budget.extra += 1;
    const startedAt = performance.now();
    const { environment, extra } = this.#options.start();
    const member: Member<Extra> = {
      environment,
      extra,
      startedAt,
      isExtra,
      initMs: 0,
      uses: 0,
      stale: false,
      busy: false,
      since: startedAt,
    };
    this.#members.add(member);
    void environment.started.then((exit) => {
      member.initMs = performance.now() - startedAt;
      if (exit === undefined) this.release(member);
      else this.#failStart(member, exit);
    });
  }

  #failStart(member: Member<Extra>, exit: Exit): void {
    this.#end(member);
    this.#waiting.shift()?.({ kind: 'failed', exit });
    if (this.#waiting.length > 0 && this.#members.size === 0) this.#start(false);
  }

  #offer(member: Member<Extra>): void {
    const next = this.#waiting.shift();
    if (next !== undefined) return next(handOut(member));
    member.since = performance.now();
    member.busy = false;
    this.#idle.push(member);
    this.#retireLater();
  }

  #end(member: Member<Extra>): void {
    this.#forget(member);
    member.environment.kill();
  }

  #forget(member: Member<Extra>): void {
    if (this.#members.delete(member) && member.isExtra) this.#options.budget.extra -= 1;
  }

  #growLater(): void {
    if (this.#grow !== undefined) return;
    const { budget } = this.#options;
    const { coreTime = readCoreTime } = budget;
    const before = { cores: coreTime(), activeMs: this.#activeMs() };
    this.#grow = setTimeout(() => {
      this.#grow = undefined;
      if (this.#waiting.length === 0) return;
      const isAtWork = this.#activeMs() - before.activeMs > AT_WORK_SHARE * GROW_AFTER_MS * this.#members.size;
      const waitMs = isAtWork && wereCoresBusy(before.cores, coreTime()) ? GROW_AFTER_WHEN_BUSY_MS : GROW_AFTER_MS;
      if (this.#isStuck(waitMs) && budget.extra < budget.maxExtra) this.#start(true);
      this.#growLater();
    }, GROW_AFTER_MS).unref();
  }

  #activeMs(): number {
    return [...this.#members].reduce((total, { environment }) => total + environment.activeMs(), 0);
  }

  /** Whether every environment has been at one request, or at starting, for long. */
  #isStuck(waitMs: number): boolean {
    const longAgo = performance.now() - waitMs;
    return [...this.#members].every(({ since }) => since <= longAgo);
  }

  /** Looks again when the environment that has been idle longest falls due. */
  #retireLater(): void {
    const [oldest] = this.#idle;
    if (oldest === undefined) return;
    this.#retire ??= setTimeout(
      () => {
        this.#retire = undefined;
        const due = performance.now() - RETIRE_AFTER_MS;
        while (this.#idle[0] !== undefined && this.#idle[0].since <= due)
          this.#end(this.#idle.shift() as Member<Extra>);
        this.#retireLater();
      },
      Math.ceil(oldest.since + RETIRE_AFTER_MS - performance.now()),
    ).unref();
  }
}

function handOut<Extra>(member: Member<Extra>): Lease<Extra> {
  member.since = performance.now();
  member.busy = true;
  return { kind: 'ready', held: member };
}
