import type { HttpReply } from '../../../core/http.ts';

/** API Gateway's own answers carry one sentence. */
const reply = (status: number, message: string, headers: Readonly<Record<string, string>> = {}): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ message }),
});

/** Why a token was refused, as the `www-authenticate` header says it. */
export interface Challenge {
  readonly scopes: readonly string[];
  readonly error?: 'invalid_token' | 'insufficient_scope';
  readonly description?: string;
}

/** docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html */
function challengeText({ scopes, error, description }: Challenge): string {
  if (error === undefined) return 'Bearer';
  return `Bearer scope="${scopes.join(' ')}" error="${error}" error_description="${description ?? ''}"`;
}

export const notFoundReply = (): HttpReply => reply(404, 'Not Found');

export const unauthorizedReply = (challenge: Challenge): HttpReply =>
  reply(401, 'Unauthorized', { 'www-authenticate': challengeText(challenge) });

export const forbiddenReply = (challenge: Challenge): HttpReply =>
  reply(403, 'Forbidden', { 'www-authenticate': challengeText(challenge) });

export const tooManyRequestsReply = (): HttpReply => reply(429, 'Too Many Requests');

export const tooLargeReply = (): HttpReply => reply(413, 'Request Entity Too Large');

/** The integration failed, or gave what is no response. */
export const internalServerErrorReply = (): HttpReply => reply(500, 'Internal Server Error');

/** The integration took longer than it may, or has no capacity left. */
export const serviceUnavailableReply = (): HttpReply => reply(503, 'Service Unavailable');
