import { AwsError, type Json } from '../../../core/aws-error.ts';
import type { Principal } from '../../../core/principal.ts';
import type { Queue } from '../queue/queue.ts';
import type { SqsState } from '../state.ts';
import { md5Hex, md5OfAttributes } from './digests.ts';
import { letterOf } from './letter.ts';

/** How long a `delay` fault holds a message back when it does not say. */
const DEFAULT_FAULT_DELAY_MS = 1000;

/** SenderId as SQS reports it: an account, or a role's session. */
function senderIdOf(state: SqsState, principal: Principal): string {
  if (principal.kind === 'role') return `AROALOCALCLOUD:${principal.sessionName}`;
  return principal.kind === 'operator' ? state.cloud.accountId : principal.service;
}

/** Sends one message or batch entry and gives what the API answers for it. */
export function sendOne(
  state: SqsState,
  queue: Queue,
  { input, principal }: { input: Json; principal: Principal },
): Json {
  const letter = letterOf(queue, input, senderIdOf(state, principal));
  const delay = state.cloud.faults.strike({
    kind: 'delay',
    service: 'sqs',
    operation: 'SendMessage',
    target: queue.name,
  });
  const delayMs = delay === undefined ? 0 : (delay.delayMs ?? DEFAULT_FAULT_DELAY_MS);
  const { messageId, sequenceNumber } = queue.send(letter, delayMs);
  const attributes = md5OfAttributes(letter.attributes);
  const system = md5OfAttributes(letter.systemAttributes);
  return {
    MessageId: messageId,
    MD5OfMessageBody: md5Hex(letter.body),
    ...(attributes === undefined ? {} : { MD5OfMessageAttributes: attributes }),
    ...(system === undefined ? {} : { MD5OfMessageSystemAttributes: system }),
    ...(sequenceNumber === undefined ? {} : { SequenceNumber: sequenceNumber }),
  };
}

/** @throws {AwsError} InternalError when a `fail-entry` fault strikes this entry. */
export function failEntryOnRequest(state: SqsState, body: unknown): void {
  const chance = { kind: 'fail-entry', service: 'sqs', operation: 'SendMessageBatch', target: String(body) } as const;
  if (state.cloud.faults.strike(chance) !== undefined)
    throw new AwsError('InternalError', 'The request processing has failed because of an unknown error.', {
      status: 500,
    });
}
