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

/** Machine milliseconds after which an unused environment ends. Lambda keeps its own for some minutes. */
export const RETIRE_AFTER_MS = 60_000;

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
    this.#grow ??= setTimeout(() => {
      this.#grow = undefined;
      if (this.#waiting.length === 0) return;
      if (this.#isStuck() && this.#options.budget.extra < this.#options.budget.maxExtra) this.#start(true);
      this.#growLater();
    }, GROW_AFTER_MS).unref();
  }

  /** Whether every environment has been at one request, or at starting, for long. */
  #isStuck(): boolean {
    const longAgo = performance.now() - GROW_AFTER_MS;
    return [...this.#members].every(({ since }) => since <= longAgo);
  }

  #retireLater(): void {
    this.#retire ??= setTimeout(() => {
      this.#retire = undefined;
      const oldest = performance.now() - RETIRE_AFTER_MS;
      const worn = this.#idle.filter((member) => member.since <= oldest);
      for (const member of worn) {
        this.#idle.splice(this.#idle.indexOf(member), 1);
        this.#end(member);
      }
      if (this.#idle.length > 0) this.#retireLater();
    }, RETIRE_AFTER_MS).unref();
  }
}

function handOut<Extra>(member: Member<Extra>): Lease<Extra> {
  member.since = performance.now();
  member.busy = true;
  return { kind: 'ready', held: member };
}
