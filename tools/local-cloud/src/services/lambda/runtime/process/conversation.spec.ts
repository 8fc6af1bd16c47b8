import { describe, expect, it } from 'vitest';
import { Conversation, type ApiReply } from './conversation.ts';

const AHEAD_MS = 60_000;

interface Bed {
  readonly conversation: Conversation;
  readonly heard: unknown[];
  readonly get: (path: string) => Promise<ApiReply> | ApiReply;
  readonly post: (path: string, body?: string, errorType?: string) => Promise<ApiReply> | ApiReply;
}

function makeBed(): Bed {
  const heard: unknown[] = [];
  const conversation = new Conversation({
    onReady: () => heard.push('ready'),
    onInitError: (payload) => heard.push(['init error', payload]),
    onAnswer: (kind, payload) => heard.push([kind, payload]),
    aheadMs: () => AHEAD_MS,
  });
  const ask = (method: string) => (path: string, body?: string, errorType?: string) =>
    conversation.answer({ method, path: `/2018-06-01/runtime${path}`, errorType, body: Buffer.from(body ?? '') });
  return { conversation, heard, get: ask('GET'), post: ask('POST') };
}

const request = (requestId: string): Parameters<Conversation['give']>[0] => ({
  requestId,
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:f',
  payload: '{"n":1}',
  deadlineMs: 1_000_000.5,
  clientContext: '{"custom":{"a":"ž"}}',
});

/** docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
describe('The Runtime API', () => {
  it.each(['before', 'after'])('gives an invocation that comes %s it is asked for', async (order) => {
    const { conversation, get } = makeBed();
    if (order === 'before') conversation.give(request('r1'));
    const next = get('/invocation/next');
    if (order === 'after') conversation.give(request('r1'));
    expect(await next).toEqual({
      status: 200,
      headers: {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': 'r1',
        'lambda-runtime-deadline-ms': '940000',
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-west-1:000000000000:function:f',
        'lambda-runtime-trace-id': expect.stringMatching(
          /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
        ) as string,
        'lambda-runtime-client-context': String.raw`{"custom":{"a":"\u017e"}}`,
      },
      body: '{"n":1}',
    });
  });

  it('takes an answer once, for the invocation that runs and no other', async () => {
    const { conversation, heard, get, post } = makeBed();
    conversation.give(request('r1'));
    await get('/invocation/next');
    expect(await post('/invocation/r0/response', '0')).toMatchObject({ status: 400 });
    expect(await post('/invocation/r1/response', '1')).toMatchObject({ status: 202 });
    expect(await post('/invocation/r1/response', '2')).toMatchObject({ status: 400 });
    expect(heard).toEqual(['ready', ['result', '1']]);
  });

  it('gives no second invocation before the first is answered', async () => {
    const { conversation, get } = makeBed();
    conversation.give(request('r1'));
    await get('/invocation/next');
    conversation.give(request('r2'));
    expect(await get('/invocation/next')).toMatchObject({ status: 403 });
  });

  it.each([
    [
      'as it is',
      '{"errorType":"A","errorMessage":"b","stackTrace":[]}',
      '{"errorType":"A","errorMessage":"b","stackTrace":[]}',
    ],
    ['from its header when it is told in words', 'went wrong', '{"errorType":"Fault","errorMessage":"went wrong"}'],
  ])('takes an error %s', async (_, body, payload) => {
    const { conversation, heard, get, post } = makeBed();
    conversation.give(request('r1'));
    await get('/invocation/next');
    await post('/invocation/r1/error', body, 'Fault');
    await post('/init/error', body, 'Fault');
    expect(heard.slice(1)).toEqual([
      ['error', payload],
      ['init error', payload],
    ]);
  });

  it('fails an invocation whose answer is too large', async () => {
    const { conversation, heard, get, post } = makeBed();
    conversation.give(request('r1'));
    await get('/invocation/next');
    expect(await post('/invocation/r1/response', 'x'.repeat(6_291_557))).toMatchObject({ status: 413 });
    expect(heard[1]).toMatchObject(['error', expect.stringContaining('Function.ResponseSizeTooLarge')]);
  });

  it.each(['/invocation/r1', '/invocation', '/other'])('knows no %s', async (path) => {
    expect(await makeBed().post(path)).toMatchObject({ status: 404 });
  });
});
