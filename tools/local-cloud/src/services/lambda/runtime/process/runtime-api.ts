import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiReply, Conversation } from './conversation.ts';

/** Bytes kept of a request: more than a response may have, so that one that is too large is known to be. */
const MAX_BODY_BYTES = 16 * 1024 * 1024;

/** Where one environment reaches its conversation: the value of `AWS_LAMBDA_RUNTIME_API`. */
export interface OpenedConversation {
  /** For example `127.0.0.1:40123/5f…`. */
  readonly address: string;
  readonly close: () => void;
}

/** All of a body, or its beginning: the rest is read and forgotten, since who still sends hears no answer. */
async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else if (bytes - chunk.length < MAX_BODY_BYTES) chunks.push(chunk.subarray(0, MAX_BODY_BYTES - bytes));
  }
  return Buffer.concat(chunks);
}

const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** A secret that only the environment is told: whoever does not know it cannot take or answer its invocations. */
export const newToken = (): string => randomBytes(24).toString('hex');

/**
 * The Runtime API of all process environments on one port of 127.0.0.1, each below a prefix that only it knows. It listens
 * while there are any, and never keeps this process alive.
 */
export class RuntimeApi {
  readonly #conversations = new Map<string, Conversation>();
  #server: Server | undefined;
  #listening: Promise<number> | undefined;

  async open(token: string, conversation: Conversation): Promise<OpenedConversation> {
    this.#conversations.set(token, conversation);
    this.#listening ??= this.#listen();
    const close = (): void => this.#close(token);
    return { address: `127.0.0.1:${await this.#listening}/${token}`, close };
  }

  #listen(): Promise<number> {
    const server = createServer((request, response) => void this.#serve(request, response));
    server.keepAliveTimeout = 0; // a function may work for minutes between two requests
    server.on('connection', (socket) => socket.unref());
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      server.unref();
    });
  }

  #close(token: string): void {
    if (!this.#conversations.delete(token) || this.#conversations.size > 0) return;
    this.#server?.close();
    this.#server?.closeAllConnections();
    this.#server = undefined;
    this.#listening = undefined;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const reply = await this.#answer(request);
      response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
      response.end(reply.body);
    } catch {
      request.destroy(); // the process went away while it spoke; its environment hears of that itself
    }
  }

  async #answer(request: IncomingMessage): Promise<ApiReply> {
    const [, token = '', path = ''] = /^\/([^/]+)(\/.*)$/.exec(request.url ?? '') ?? [];
    const conversation = this.#conversations.get(token);
    const body = await readBody(request);
    if (conversation === undefined)
      return { status: 403, headers: {}, body: '{"errorType":"Forbidden","errorMessage":"No such environment."}' };
    const errorType = headerOf(request, 'lambda-runtime-function-error-type');
    return conversation.answer({ method: request.method ?? '', path, errorType, body });
  }
}
