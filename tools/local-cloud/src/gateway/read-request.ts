import type { IncomingMessage } from 'node:http';
import { AwsError } from '../core/aws-error.ts';
import type { HttpRequest } from '../core/http.ts';

/**
 * The largest body any of our services takes: a Lambda payload or an HTTP API request of 10 MB, with room for its envelope.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export const MAX_BODY_BYTES: number = 12 * 1024 * 1024;

function tooLarge(): AwsError {
  return new AwsError('RequestEntityTooLargeException', `The request body exceeds ${MAX_BODY_BYTES} bytes.`, {
    status: 413,
  });
}

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    });
    incoming.on('end', () =>
      bytes > MAX_BODY_BYTES
        ? reject(tooLarge())
        : resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)),
    );
    incoming.on('error', reject);
  });
}

function headersOf(incoming: IncomingMessage): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

/** @throws {AwsError} 413 for a body over {@link MAX_BODY_BYTES}; the rest of it is read and thrown away. */
export async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const url = incoming.url ?? '/';
  const question = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    rawQuery: question < 0 ? '' : url.slice(question + 1),
    headers: headersOf(incoming),
    body: await readBody(incoming),
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
  };
}
