import { describe, expect, it } from 'vitest';
import { Conversation } from './conversation.ts';
import { newToken, RuntimeApi } from './runtime-api.ts';

const NEXT = '2018-06-01/runtime/invocation/next';
const silent = { onReady: () => undefined, onInitError: () => undefined, onAnswer: () => undefined, aheadMs: () => 0 };

const give = (conversation: Conversation, requestId: string): void =>
  conversation.give({ requestId, invokedFunctionArn: 'arn', payload: '{}', deadlineMs: 0 });

describe('The Runtime API’s port', () => {
  it('lets an environment take its own invocations only', async () => {
    const api = new RuntimeApi();
    const [mine, other] = [new Conversation(silent), new Conversation(silent)];
    const [opened, openedOther] = [await api.open(newToken(), mine), await api.open(newToken(), other)];
    expect(opened.address).not.toBe(openedOther.address);
    give(other, 'theirs');
    give(mine, 'mine');
    const answer = await fetch(`http://${opened.address}/${NEXT}`);
    expect(answer.headers.get('lambda-runtime-aws-request-id')).toBe('mine');
    const base = openedOther.address.split('/')[0] ?? '';
    for (const guess of ['', `${'0'.repeat(48)}/`])
      expect((await fetch(`http://${base}/${guess}${NEXT}`)).status).toBe(403);
    const url = `http://${opened.address}/2018-06-01/runtime/invocation/theirs/response`;
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(400);
    opened.close();
    openedOther.close();
  });

  it('is closed with the last environment, and opened for the next', async () => {
    const api = new RuntimeApi();
    const first = await api.open(newToken(), new Conversation(silent));
    first.close();
    await expect(fetch(`http://${first.address}/${NEXT}`)).rejects.toThrow(TypeError);
    const conversation = new Conversation(silent);
    const second = await api.open(newToken(), conversation);
    give(conversation, 'r1');
    expect((await fetch(`http://${second.address}/${NEXT}`)).status).toBe(200);
    second.close();
  });
});
