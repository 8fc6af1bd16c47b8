import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** What is wrong with one part of a request: in the body (`pointer`), or a header or query parameter (`field`). */
export type FieldProblem =
  | { readonly pointer: string; readonly detail: string }
  | { readonly field: string; readonly detail: string };

/** A problem detail. Source: rfc-editor.org/rfc/rfc9457 */
export interface Problem {
  readonly status: number;
  /** Last part of the problem's type, in kebab-case; the same kind of problem always has the same one. */
  readonly kind: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
}

/** What a parser answers: the value, or the problem to answer with. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** Problem types are names, not addresses: nothing has to be served for them. */
const TYPE_PREFIX = 'urn:tidings:problem:';

export function parsed<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refused(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** A request that breaks the rules of its form: 400, with every field that does. */
export function invalidRequest(errors: readonly FieldProblem[]): Problem {
  return { status: 400, kind: 'invalid-request', title: 'The request is not valid', errors };
}

/** The problem as a response, in `application/problem+json`. */
export function problemResponse(problem: Problem): APIGatewayProxyStructuredResultV2 {
  const { status, kind, title, detail, errors } = problem;
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify({ type: `${TYPE_PREFIX}${kind}`, title, status, detail, errors }),
  };
}

/** A value as a JSON response; answers of these APIs are about one caller and are never cached. */
export function jsonResponse(
  statusCode: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}
