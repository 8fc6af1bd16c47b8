import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { useSqs } from './sqs-fixture.ts';

const fixture = useSqs();

describe('faults', () => {
  it('deliver a message once more', async () => {
    const url = await fixture.create({}, 'twice');
    fixture.cloud.faults.add({ kind: 'duplicate', target: 'twice' });
    await fixture.send(url, 'a');
    const [first] = await fixture.receive(url);
    await fixture.remove(url, first);
    const [second] = await fixture.receive(url);
    expect(second?.MessageId).toBe(first?.MessageId);
    await fixture.remove(url, second);
    expect(await fixture.receive(url)).toEqual([]);
  });

  it('fail one entry of a batch', async () => {
    const url = await fixture.create({}, 'partly');
    fixture.cloud.faults.add({ kind: 'fail-entry', service: 'sqs', target: 'poison' });
    const Entries = ['good', 'poison'].map((body) => ({ Id: body, MessageBody: body }));
    const sent = await fixture.sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    expect(sent.Failed).toMatchObject([{ Id: 'poison', SenderFault: false, Code: 'InternalError' }]);
    expect(await fixture.receiveBodies(url)).toEqual(['good']);
  });

  it('hold a message back so that the next one passes it', async () => {
    const url = await fixture.create({}, 'late');
    fixture.cloud.faults.add({ kind: 'delay', target: 'late', delayMs: 5_000 });
    await fixture.send(url, 'first');
    await fixture.send(url, 'second');
    expect(await fixture.receiveBodies(url)).toEqual(['second']);
    await fixture.cloud.clock.advance(5_001);
    expect(await fixture.receiveBodies(url)).toEqual(['first']);
  });
});
