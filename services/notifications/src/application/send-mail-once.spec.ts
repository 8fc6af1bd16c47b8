import { describe, expect, it } from 'vitest';
import { CLAIM_WINDOW_SECONDS } from '../domain/claim.ts';
import { context, dyingAt, emailId, mailHouse, ProcessDiedError, request } from '../testing/mail-house.ts';
import { FeedbackRejectedError, MailAnswerLostError, MailInFlightError, MailRefusedError } from './errors.ts';
import { makeSendMailOnce } from './send-mail-once.ts';
import { settleMail } from './settle-mail.ts';

describe('sending a mail', () => {
  it('calls the provider once and tells the world with what the event began', async () => {
    const { send, provider, claims } = mailHouse();
    expect(await send(request())).toBe('sent');
    expect(provider.ledger.map(({ emailId: id }) => id)).toEqual([emailId]);
    expect(claims.commits).toEqual([
      {
        pk: `email-${emailId}`,
        sk: '0000000001',
        kind: 'commit',
        ...context,
        occurredAt: '2026-01-05T12:00:00.000Z',
        events: [
          {
            type: 'EmailSent',
            version: 1,
            data: {
              emailId,
              template: 'order-confirmation',
              contact: { email: 'ada@example.com' },
              orderId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
              causeEventId: context.causationId,
              messageId: 'message-1',
              sentAt: '2026-01-05T12:00:00.000Z',
            },
          },
        ],
      },
    ]);
  });

  it('sends one mail for any number of deliveries, one after another', async () => {
    const { send, provider, claims } = mailHouse();
    for (const _delivery of Array.from({ length: 5 })) await send(request());
    expect(provider.ledger).toHaveLength(1);
    expect(claims.commits).toHaveLength(1);
  });

  it('sends one mail for any number of deliveries at the same time', async () => {
    const { send, provider, claims } = mailHouse();
    await Promise.allSettled(Array.from({ length: 20 }, () => send(request())));
    expect(provider.ledger).toHaveLength(1);
    expect(claims.commits).toHaveLength(1);
  });

  it('sends another mail for another event, recipient or template', async () => {
    const { send, provider } = mailHouse();
    await send(request());
    await send(request({ causationId: 'order-6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21/2' }));
    expect(new Set(provider.ledger.map(({ emailId: id }) => id)).size).toBe(2);
  });

  it('reads nothing of a mail that nobody has claimed before', async () => {
    const { over, claims } = mailHouse();
    const send = over({ ...claims, read: () => Promise.reject(new TypeError('read')) });
    expect(await send(request())).toBe('sent');
  });

  it('sends nothing for a replayed event', async () => {
    const { send, provider, claims } = mailHouse();
    expect(await send(request({ replay: 'january' }))).toBe('replayed');
    expect(provider.ledger).toEqual([]);
    expect(await claims.read(emailId)).toBeUndefined();
  });
});

describe('a lost answer', () => {
  it('is made up for by the event of the provider, and the redelivery finds it settled', async () => {
    const { send, provider, claims, feedback, pass } = mailHouse('lose');
    await expect(send(request())).rejects.toThrow(MailAnswerLostError);
    pass(20);
    await feedback();
    expect(await send(request())).toBe('settled-before');
    expect(provider.ledger).toHaveLength(1);
    expect(claims.commits).toMatchObject([{ correlationId: 'c-1', occurredAt: '2026-01-05T12:00:20.000Z' }]);
  });

  it('waits inside the window, then asks a person and never sends again', async () => {
    const { send, provider, claims, parkedMails, pass } = mailHouse('lose');
    await expect(send(request())).rejects.toThrow(MailAnswerLostError);
    pass(CLAIM_WINDOW_SECONDS - 1);
    await expect(send(request())).rejects.toThrow(MailInFlightError);
    expect(parkedMails.mails).toEqual([]);
    pass(1);
    expect(await send(request())).toBe('parked');
    expect(await send(request())).toBe('settled-before');
    expect(parkedMails.mails).toEqual([
      {
        emailId,
        eventId: context.causationId,
        orderId: '6f1f1d5e-2c1b-5f0e-9d4a-0b7f4a3f6c21',
        email: 'ada@example.com',
        template: 'order-confirmation',
        claimedAt: '2026-01-05T12:00:00.000Z',
      },
    ]);
    expect(provider.ledger).toHaveLength(1);
    expect(claims.commits).toEqual([]);
  });

  it('is settled even when the event comes after the mail was parked', async () => {
    const { send, claims, pass, feedback } = mailHouse('lose');
    await expect(send(request())).rejects.toThrow(MailAnswerLostError);
    pass(CLAIM_WINDOW_SECONDS);
    await send(request());
    await feedback();
    expect(await claims.read(emailId)).toMatchObject({ claim: { status: 'sent', messageId: 'message-1' } });
    expect(claims.commits).toHaveLength(1);
  });
});

describe('the event of the provider', () => {
  it('may come before its answer', async () => {
    const { claims, provider, parkedMails } = mailHouse();
    const sender = {
      send: async (mail: Parameters<typeof provider.send>[0]) => {
        const answer = await provider.send(mail);
        await settleMail(claims, { emailId, messageId: 'message-1', sentAt: '2026-01-05T12:00:01.000Z' });
        return answer;
      },
    };
    const send = makeSendMailOnce({
      claims,
      sender,
      parkedMails,
      now: () => new Date('2026-01-05T12:00:02.000Z'),
      newAttempt: () => 'a',
      pause: () => Promise.resolve(),
    });
    expect(await send(request())).toBe('sent');
    expect(claims.commits).toHaveLength(1);
  });

  it('may come twice', async () => {
    const { send, claims, feedback } = mailHouse();
    await send(request());
    expect(await feedback()).toEqual(context);
    expect(await feedback()).toEqual(context);
    expect(claims.commits).toHaveLength(1);
  });

  it('raises the alarm about a mail nobody claimed, and about a second message', async () => {
    const { send, feedback } = mailHouse();
    await expect(feedback()).rejects.toThrow(FeedbackRejectedError);
    await send(request());
    await expect(feedback('message-2')).rejects.toThrow(FeedbackRejectedError);
  });
});

describe('a refused mail', () => {
  it('gives its claim back, so that the next delivery sends it', async () => {
    const { send, provider, claims } = mailHouse('refuse');
    await expect(send(request())).rejects.toThrow(MailRefusedError);
    expect(await claims.read(emailId)).toBeUndefined();
    expect(await send(request())).toBe('sent');
    expect(provider.ledger).toHaveLength(1);
  });
});

describe('a throttled mail', () => {
  it('is tried again under the same claim', async () => {
    const { send, provider } = mailHouse('throttle', 'throttle', 'send');
    expect(await send(request())).toBe('sent');
    expect(provider.ledger).toHaveLength(1);
  });

  it('gives its claim back after three tries', async () => {
    const { send, claims } = mailHouse('throttle', 'throttle', 'throttle');
    await expect(send(request())).rejects.toThrow(MailRefusedError);
    expect(await claims.read(emailId)).toBeUndefined();
  });
});

describe('a crash', () => {
  it('between sending and settling sends nothing twice, and the event of the provider settles', async () => {
    const { claims, over, send, provider, feedback } = mailHouse();
    await expect(over(dyingAt(claims, 2))(request())).rejects.toThrow(ProcessDiedError);
    await expect(send(request())).rejects.toThrow(MailInFlightError);
    await feedback();
    expect(await send(request())).toBe('settled-before');
    expect(provider.ledger).toHaveLength(1);
    expect(claims.commits).toHaveLength(1);
  });

  it('between claiming and sending is parked: never sent twice, and a person sends it', async () => {
    const { send, provider, parkedMails, pass } = mailHouse('vanish');
    await expect(send(request())).rejects.toThrow(MailAnswerLostError);
    pass(CLAIM_WINDOW_SECONDS);
    expect(await send(request())).toBe('parked');
    expect(provider.ledger).toEqual([]);
    expect(parkedMails.mails).toHaveLength(1);
  });

  it('before claiming leaves everything to the next delivery', async () => {
    const { claims, over, send, provider } = mailHouse();
    await expect(over(dyingAt(claims, 1))(request())).rejects.toThrow(ProcessDiedError);
    expect(await send(request())).toBe('sent');
    expect(provider.ledger).toHaveLength(1);
  });

  it('while parking tells the person again, not never', async () => {
    const { claims, over, send, parkedMails, pass } = mailHouse('lose');
    await expect(send(request())).rejects.toThrow(MailAnswerLostError);
    pass(CLAIM_WINDOW_SECONDS);
    await expect(over(dyingAt(claims, 2))(request())).rejects.toThrow(ProcessDiedError);
    expect(await send(request())).toBe('parked');
    expect(parkedMails.mails).toHaveLength(2);
  });
});
