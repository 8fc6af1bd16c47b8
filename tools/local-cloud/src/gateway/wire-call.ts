import type { AwsError, Json } from '../core/aws-error.ts';
import type { HttpReply } from '../core/http.ts';
import type { AwsService } from '../core/service.ts';

/** An AWS call as a protocol read it off the wire, with how to write its answer. */
export interface WireCall {
  readonly service: AwsService;
  readonly operation: string;
  /** Parses the body; throws the protocol's own error for a malformed one. */
  input(): Json;
  reply(output: Json, requestId: string): HttpReply;
  fail(error: AwsError, requestId: string): HttpReply;
}
