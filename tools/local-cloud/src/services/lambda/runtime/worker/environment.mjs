/**
 * One execution environment of a Node function: the module that each worker thread starts. It is plain JavaScript because
 * every thread that has to strip types itself pays about 40 ms and 9 MiB for it.
 */
import module from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { followCloudClock } from './cloud-clock.mjs';
import { failureOf, unhandledRejectionOf } from './failure.mjs';
import { loadHandler } from './handler.mjs';
import { captureOutput } from './output.mjs';

/** Response of a synchronous invocation. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_RESPONSE_BYTES = 6 * 1024 * 1024 + 100;

/** What V8 compiles is kept on disk for the next environment, when the cloud itself runs so. */
const { compiled } = workerData;
if (compiled !== undefined) module.enableCompileCache(compiled);

followCloudClock(new Float64Array(workerData.clock));
if (process.env.NODE_OPTIONS?.includes('--enable-source-maps')) module.setSourceMapsSupport(true);

/** The request that is being answered, and how many were before it. */
const running = { request: undefined, answered: 0 };
const output = captureOutput({
  format: workerData.logFormat,
  level: workerData.logLevel,
  requestId: () => running.request?.requestId,
  send: (lines) => parentPort.postMessage({ kind: 'lines', lines }),
});

const post = (message) => parentPort.postMessage({ ...message, lines: output.take() });

function die(failure) {
  console.error(`${failure.errorType}: ${failure.errorMessage}`);
  post({ kind: 'dying', payload: JSON.stringify(failure) });
  process.exit(128);
}
process.on('uncaughtException', (error) => die(failureOf(error)));
process.on('unhandledRejection', (reason) => die(unhandledRejectionOf(reason)));
process.on('exit', () => output.flush());

const contextOf = (request) => ({
  ...workerData.context,
  awsRequestId: request.requestId,
  invokedFunctionArn: request.invokedFunctionArn,
  identity: undefined,
  clientContext: request.clientContext === undefined ? undefined : JSON.parse(request.clientContext),
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, request.deadlineMs - Date.now()),
});

function payloadOf(result) {
  const payload = JSON.stringify(result) ?? 'null';
  if (Buffer.byteLength(payload) <= MAX_RESPONSE_BYTES) return { kind: 'result', payload };
  return {
    kind: 'error',
    payload: JSON.stringify({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES - 1} bytes).`,
    }),
  };
}

async function answer(handler, request) {
  running.request = request;
  try {
    const result = await handler(JSON.parse(request.payload), contextOf(request));
    post(payloadOf(result));
  } catch (thrown) {
    const failure = failureOf(thrown);
    console.error('Invoke Error', JSON.stringify({ ...failure, stack: failure.trace }));
    post({ kind: 'error', payload: JSON.stringify(failure) });
  } finally {
    running.request = undefined;
    running.answered += 1;
    if (running.answered === 1 && compiled !== undefined) module.flushCompileCache();
  }
}

try {
  const handler = await loadHandler(workerData.root, workerData.handler);
  parentPort.on('message', (request) => void answer(handler, request));
  post({ kind: 'ready' });
} catch (thrown) {
  die(failureOf(thrown));
}
