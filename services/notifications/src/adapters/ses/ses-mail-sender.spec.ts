import { SESClient } from '@aws-sdk/client-ses';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import type { MailSender } from '../../application/ports.ts';
import { makeSesMailSender } from './ses-mail-sender.ts';

const mail = {
  emailId: 'a1b2',
  to: { name: 'Ada Moss', email: 'ada@example.com' },
  content: { subject: 'Hello', text: 'Hi', html: '<p>Hi</p>' },
};
const accepted =
  '<SendRawEmailResponse><SendRawEmailResult><MessageId>m-1</MessageId></SendRawEmailResult></SendRawEmailResponse>';

function errorOf(code: string): string {
  return `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
}

/** A network that answers every call alike, and remembers what it was asked. */
function network(answer: () => { readonly status: number; readonly body: string }) {
  const calls: URLSearchParams[] = [];
  const handle = (request: { readonly body?: unknown }) => {
    calls.push(new URLSearchParams(String(request.body)));
    try {
      const { status, body } = answer();
      return Promise.resolve({ response: { statusCode: status, headers: {}, body: Buffer.from(body) } });
    } catch (error) {
      return Promise.reject(error);
    }
  };
  return { calls, handle };
}

function senderOver(requestHandler: ReturnType<typeof network>): MailSender {
  const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
  const client = new SESClient({ region: 'eu-west-1', credentials, maxAttempts: 1, requestHandler });
  return makeSesMailSender({
    client,
    from: 'shop@example.com',
    configurationSet: 'set',
    now: () => new Date('2026-01-05T12:00:00.000Z'),
  });
}

function failing(fields: { readonly code?: string; readonly name?: string }): () => never {
  return () => {
    throw Object.assign(new Error('no'), fields);
  };
}

describe('sending through SES', () => {
  it('names sender, recipient, configuration set and claim, and hands over the whole mail', async () => {
    const wire = network(() => ({ status: 200, body: accepted }));
    expect(await senderOver(wire).send(mail)).toEqual({ status: 'sent', messageId: 'm-1' });
    const { 'RawMessage.Data': data = '', ...call } = Object.fromEntries(wire.calls[0] ?? []);
    expect(call).toEqual({
      Action: 'SendRawEmail',
      Version: '2010-12-01',
      Source: 'shop@example.com',
      'Destinations.member.1': 'ada@example.com',
      ConfigurationSetName: 'set',
      'Tags.member.1.Name': 'claim',
      'Tags.member.1.Value': 'a1b2',
    });
    expect(await simpleParser(Buffer.from(data, 'base64'))).toMatchObject({
      subject: 'Hello',
      text: 'Hi',
      html: '<p>Hi</p>',
    });
  });

  it.each([
    ['refused', 400, 'MessageRejected'],
    ['refused', 400, 'Throttling'],
    ['refused', 403, 'AccessDenied'],
    ['unknown', 408, 'RequestTimeout'],
    ['unknown', 500, 'InternalFailure'],
    ['unknown', 503, 'ServiceUnavailable'],
  ] as const)('is %s after one call when SES answers %i %s', async (status, statusCode, code) => {
    const wire = network(() => ({ status: statusCode, body: errorOf(code) }));
    expect(await senderOver(wire).send(mail)).toMatchObject({
      status,
      reason: expect.stringContaining(code) as string,
    });
    expect(wire.calls).toHaveLength(1);
  });

  it.each([
    ['unknown', { code: 'ECONNRESET' }],
    ['unknown', { name: 'TimeoutError' }],
    ['refused', { code: 'ECONNREFUSED' }],
    ['refused', { code: 'ENOTFOUND' }],
    ['refused', { name: 'CredentialsProviderError' }],
  ] as const)('is %s after one call when the network fails with %o', async (status, fields) => {
    const wire = network(failing(fields));
    expect(await senderOver(wire).send(mail)).toMatchObject({ status });
    expect(wire.calls).toHaveLength(1);
  });

  it.each([
    ['Throttling', true],
    ['MessageRejected', false],
  ] as const)('tells whether it was only too much at once: %s', async (code, throttled) => {
    const wire = network(() => ({ status: 400, body: errorOf(code) }));
    expect(await senderOver(wire).send(mail)).toMatchObject({ status: 'refused', throttled });
  });

  it('does not know what became of a mail that was answered without an id', async () => {
    const wire = network(() => ({
      status: 200,
      body: '<SendRawEmailResponse><SendRawEmailResult/></SendRawEmailResponse>',
    }));
    expect(await senderOver(wire).send(mail)).toMatchObject({ status: 'unknown' });
  });

  it('refuses a mail that cannot be written, without calling SES', async () => {
    const wire = network(() => ({ status: 200, body: accepted }));
    const answer = await senderOver(wire).send({ ...mail, to: { name: '', email: 'a\r\nb' } });
    expect(answer).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('UnwritableAddressError') as string,
    });
    expect(wire.calls).toEqual([]);
  });
});
