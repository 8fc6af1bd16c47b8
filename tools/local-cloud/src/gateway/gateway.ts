import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AwsError, type Json } from '../core/aws-error.ts';
import type { Faults } from '../core/faults.ts';
import type { DispatchRequest } from '../core/make-cloud.ts';
import type { HttpMount, HttpReply, HttpRequest } from '../core/http.ts';
import type { Principal } from '../core/principal.ts';
import type { AwsService } from '../core/service.ts';
import type { Signals } from '../core/signals.ts';
import { readCall } from './read-call.ts';
import { readRequest } from './read-request.ts';
import { refuse } from './refuse.ts';
import type { WireCall } from './wire-call.ts';

export interface GatewayOptions {
  readonly services: readonly AwsService[];
  readonly mounts: readonly HttpMount[];
  readonly faults: Faults;
  readonly signals: Signals;
  /** @throws {AwsError} for credentials that are none. */
  readonly authenticate: (accessKeyId: string, sessionToken: string | undefined) => Principal;
  readonly dispatch: (request: DispatchRequest) => Promise<Json>;
}

export interface Gateway {
  /** Binds to 127.0.0.1. Resolves with the port. Rejects with Node's own error (EADDRINUSE) when it is taken. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
}

type Caller = Pick<DispatchRequest, 'principal' | 'requestId' | 'abort'>;

/** Thrown when a fault says that the caller gets no answer: the connection is cut. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
}

/** A connection is kept this long between requests: SDK clients reuse theirs. */
const KEEP_ALIVE_MS = 65_000;

const accessKeyOf = (request: HttpRequest): string =>
  /Credential=([^/]+)\//.exec(request.headers['authorization'] ?? '')?.[1] ?? '';

/** What V8 throws when a walk over a value goes too deep. */
const isTooDeep = (error: unknown): boolean => error instanceof RangeError && error.message.includes('call stack');

/** Errors that are no AWS errors are bugs of the local cloud; the caller sees AWS's word for it and the cause is printed. */
function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (isTooDeep(error))
    return new AwsError('SerializationException', 'The request nests too deeply.', { cause: error });
  process.stderr.write(
    `local cloud: internal failure: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return new AwsError('InternalFailure', 'The local cloud failed; its log says why.', { status: 500, cause: error });
}

class RunningGateway implements Gateway {
  readonly #options: GatewayOptions;
  readonly #server: Server;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#server = createServer(
      { keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true },
      (incoming, outgoing) => void this.#answer(incoming, outgoing),
    );
  }

  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.off('error', reject);
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const abort = new AbortController();
    outgoing.on('close', () => outgoing.writableFinished || abort.abort());
    try {
      const reply = await this.#reply(await readRequest(incoming), requestId, abort.signal);
      const length = { 'content-length': String(Buffer.byteLength(reply.body ?? '')) };
      outgoing.writeHead(reply.status, { 'x-amzn-requestid': requestId, ...length, ...reply.headers } as Record<
        string,
        string | string[]
      >);
      outgoing.end(reply.body);
    } catch (error) {
      if (error instanceof NoAnswerError || incoming.errored) return void incoming.socket.destroy();
      const reply = refuse(incoming.headers, asAwsError(error), requestId);
      outgoing.writeHead(reply.status, reply.headers as Record<string, string>);
      outgoing.end(reply.body);
    }
  }

  async #reply(request: HttpRequest, requestId: string, abort: AbortSignal): Promise<HttpReply> {
    const mount = this.#options.mounts.find((candidate) => candidate.matches(request));
    if (mount) return mount.handle(request);
    const call = readCall(this.#options.services, request);
    try {
      const principal = this.#options.authenticate(accessKeyOf(request), request.headers['x-amz-security-token']);
      return call.reply(await this.#carryOut(call, { principal, requestId, abort }), requestId);
    } catch (error) {
      if (error instanceof NoAnswerError) throw error;
      return call.fail(asAwsError(error), requestId);
    }
  }

  async #carryOut(call: WireCall, caller: Caller): Promise<Json> {
    const { principal } = caller;
    this.#crash(call, principal, 'before');
    const chance = { service: call.service.name, operation: call.operation, target: sessionOf(principal) };
    if (this.#options.faults.strike({ kind: 'throttle', ...chance })) {
      throw new AwsError('ThrottlingException', 'Rate exceeded', { status: 400 });
    }
    const { service, operation } = call;
    const output = await this.#options.dispatch({ ...caller, service, operation, input: call.input() });
    this.#crash(call, principal, 'after');
    if (this.#options.faults.strike({ kind: 'lose-answer', ...chance })) throw new NoAnswerError();
    return output;
  }

  #crash(call: WireCall, principal: Principal, moment: 'before' | 'after'): void {
    const target = sessionOf(principal);
    const chance = { kind: 'crash', service: call.service.name, operation: call.operation, target, moment } as const;
    if (!this.#options.faults.strike(chance)) return;
    this.#options.signals.notify(`crash:${target}`);
    throw new NoAnswerError();
  }
}

/** The function that a role's session belongs to; empty for everyone else. */
const sessionOf = (principal: Principal): string => (principal.kind === 'role' ? principal.sessionName : '');

export function makeGateway(options: GatewayOptions): Gateway {
  return new RunningGateway(options);
}
