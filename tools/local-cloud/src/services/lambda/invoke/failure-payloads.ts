import type { ExitReason } from '../runtime/runtime.ts';

const payload = (errorType: string, requestId: string, problem: string): string =>
  JSON.stringify({ errorType, errorMessage: `RequestId: ${requestId} Error: ${problem}` });

/** docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html#troubleshooting-timeouts */
export const timedOutPayload = (requestId: string, timeoutSeconds: number): string =>
  payload('Sandbox.Timedout', requestId, `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);

/** What Lambda answers when an environment ends while it works. */
export function exitPayload(requestId: string, reason: ExitReason): string {
  if (reason === 'memory')
    return payload('Runtime.OutOfMemory', requestId, 'Runtime exited with error: signal: killed');
  if (reason === 'killed') return payload('Runtime.ExitError', requestId, 'Runtime exited with error: signal: killed');
  if (reason === 0) return payload('Runtime.ExitError', requestId, 'Runtime exited without providing a reason');
  return payload('Runtime.ExitError', requestId, `Runtime exited with error: exit status ${reason}`);
}
