export { type Caller, callerOf } from './caller.ts';
export { FieldChecks, type IntegerRule, type TextRule } from './field-checks.ts';
export {
  type HttpHandler,
  httpHandler,
  type HttpOptions,
  type HttpRequest,
  type HttpResponse,
  type RequestLog,
} from './http-handler.ts';
export { type BodyRequest, parseJsonBody } from './json-body.ts';
export { decodePageToken, encodePageToken } from './page-token.ts';
export {
  type FieldProblem,
  invalidRequest,
  jsonResponse,
  type Parsed,
  parsed,
  type Problem,
  problemResponse,
  refused,
} from './problem.ts';
export { parseLimit } from './query.ts';
