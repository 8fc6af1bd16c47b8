import type { ExitReason, RuntimeOutcome, RuntimeRequest } from '../runtime.ts';

export type Exit = Extract<RuntimeOutcome, { kind: 'exit' }>;

/** Signals as Lambda's messages spell them, which is how Go's syscall.Signal does. Source: pkg.go.dev/syscall#Signal */
const SIGNALS: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGALRM: 'alarm clock',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
};

export interface EndedProcess {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why this side ended it, if it did. */
  readonly reason: 'killed' | 'memory' | undefined;
  /** JSON text that it left. */
  readonly lastWords: string | undefined;
  /** What it was at. */
  readonly request: RuntimeRequest | undefined;
}

/** The environment never ran: every invocation fails with this JSON text. */
export const failedExit = (message: string): Exit => ({
  kind: 'exit',
  reason: 1,
  payload: message.startsWith('{')
    ? message
    : JSON.stringify({ errorType: 'Runtime.InvalidEntrypoint', errorMessage: message }),
});

function signalledExit(signal: string, request: RuntimeRequest | undefined): Exit {
  const words = SIGNALS[signal];
  if (words === undefined) return { kind: 'exit', reason: 'killed' };
  const errorMessage = `RequestId: ${request?.requestId ?? ''} Error: Runtime exited with error: signal: ${words}`;
  return { kind: 'exit', reason: 'killed', payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage }) };
}

/** What the end of a process means for the invocation that it was at. */
export function exitOf({ code, signal, reason, lastWords, request }: EndedProcess): Exit {
  const known: ExitReason = reason ?? code ?? 'killed';
  if (lastWords !== undefined) return { kind: 'exit', reason: known, payload: lastWords };
  if (reason === undefined && signal !== null) return signalledExit(signal, request);
  return { kind: 'exit', reason: known };
}
