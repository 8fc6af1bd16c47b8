/** What Lambda answers for what a function threw. docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html */
export function failureOf(thrown) {
  if (thrown instanceof Error || (typeof thrown === 'object' && thrown !== null && 'message' in thrown)) {
    return {
      errorType: thrown.name ?? 'Error',
      errorMessage: String(thrown.message),
      trace: String(thrown.stack ?? '').split('\n'),
    };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

/** A failure that the runtime itself names, for example `Runtime.HandlerNotFound`. */
export class RuntimeFailure extends Error {
  constructor(name, message, options) {
    super(message, options);
    this.name = name;
  }
}

/** A promise that nobody handled: the process of the function ends. nodejs.org/api/process.html#event-unhandledrejection */
export function unhandledRejectionOf(reason) {
  const failure = failureOf(reason);
  return {
    errorType: 'Runtime.UnhandledPromiseRejection',
    errorMessage: `${failure.errorType}: ${failure.errorMessage}`,
    trace: [`Runtime.UnhandledPromiseRejection: ${failure.errorType}: ${failure.errorMessage}`, ...failure.trace],
  };
}
