import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud, type RunningCloud } from '../cloud.ts';
import { AwsError, type Json } from '../core/aws-error.ts';
import type { ServiceFactory } from '../core/service.ts';
import { MAX_BODY_BYTES } from './read-request.ts';

const echo: ServiceFactory = () => ({
  name: 'echo',
  protocols: [
    { kind: 'json', version: '1.0', targetPrefix: 'Echo_20260101', queryCompatible: true },
    { kind: 'query', apiVersion: '2026-01-01', xmlNamespace: 'https://echo.example/' },
    { kind: 'rest-json', routes: [{ operation: 'Say', method: 'POST', path: '/2026/things/{Name}/say' }] },
  ],
  operations: {
    Say: async (input) => ({ ...input, At: new Date(1_500) }),
    Fail: async () => {
      throw new AwsError('ThingNotFound', 'No <thing>.', { queryCode: 'Echo.NoThing' });
    },
  },
  permissions: (operation) => [{ action: `echo:${operation}`, resource: 'arn:aws:echo:eu-west-1:000000000000:thing' }],
  providers: [],
});

describe('the gateway', () => {
  const running: { cloud: RunningCloud } = { cloud: {} as RunningCloud };
  beforeAll(async () => {
    running.cloud = await startCloud({ services: [echo] });
  });
  afterAll(() => running.cloud.stop());

  const post = (
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string | Uint8Array<ArrayBuffer>,
  ): Promise<Response> => fetch(`${running.cloud.url}${path}`, { method: 'POST', headers, body });
  const target = (operation: string): Readonly<Record<string, string>> => ({
    'x-amz-target': `Echo_20260101.${operation}`,
  });
  const signature = (accessKeyId: string, token?: string): Readonly<Record<string, string>> => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-west-1/echo/aws4_request, SignedHeaders=host, Signature=0`,
    ...(token === undefined ? {} : { 'x-amz-security-token': token }),
  });
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const json = async (response: Response): Promise<Json> => (await response.json()) as Json;

  it('speaks AWS JSON, with timestamps in epoch seconds', async () => {
    const response = await post('/', target('Say'), '{"Word":"hi"}');
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(await json(response)).toEqual({ Word: 'hi', At: 1.5 });
  });

  it('answers errors of AWS JSON with their type, and the query code where a service keeps one', async () => {
    const response = await post('/', target('Fail'), '{}');
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-query-error')).toBe('Echo.NoThing;Sender');
    expect(await json(response)).toEqual({ __type: 'ThingNotFound', message: 'No <thing>.' });
  });

  it('speaks the query protocol, lists and maps included', async () => {
    const body =
      'Action=Say&Version=2026-01-01&Names.member.1=a&Names.member.2=b%3C&Inner.Word=hi&Tags.entry.1.key=k&Tags.entry.1.value=v';
    const text = await (await post('/', form, body)).text();
    expect(text).toContain(
      '<SayResponse xmlns="https://echo.example/"><SayResult><Names><member>a</member><member>b&lt;</member></Names>',
    );
    expect(text).toContain(
      '<Inner><Word>hi</Word></Inner><Tags><k>v</k></Tags><At>1970-01-01T00:00:01.500Z</At></SayResult>',
    );
  });

  it('answers errors of the query protocol in XML', async () => {
    const text = await (await post('/', form, 'Action=Fail&Version=2026-01-01')).text();
    expect(text).toContain(
      '<Error><Type>Sender</Type><Code>Echo.NoThing</Code><Message>No &lt;thing&gt;.</Message></Error>',
    );
  });

  it('speaks REST-JSON, with path and query members', async () => {
    expect(await json(await post('/2026/things/a%2Fb/say?Loud=yes', {}, '{"Word":"hi"}'))).toMatchObject({
      Name: 'a/b',
      Loud: 'yes',
      Word: 'hi',
    });
  });

  it('refuses an operation that it does not implement by name', async () => {
    const response = await post('/', target('Sing'), '{}');
    expect(response.status).toBe(501);
    expect(await json(response)).toMatchObject({
      __type: 'NotImplementedLocally',
      message: expect.stringContaining('echo:Sing'),
    });
  });

  it('refuses operations named like members of every object', async () => {
    expect((await post('/', target('constructor'), '{}')).status).toBe(501);
  });

  it.each(['{', '[1]', '"text"', 'null'])('refuses the body %s as AWS does', async (body) => {
    const response = await post('/', target('Say'), body);
    expect(response.status).toBe(400);
    expect(await json(response)).toMatchObject({ __type: 'SerializationException' });
  });

  it('refuses a body that nests deeper than a service can follow, as malformed', async () => {
    const deep = `{"Word":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const response = await post('/', target('Say'), deep);
    expect(response.status).toBe(400);
    expect(await json(response)).toMatchObject({ __type: 'SerializationException' });
  });

  it('refuses unknown paths', async () => {
    const response = await fetch(`${running.cloud.url}/who/knows`);
    expect(response.status).toBe(404);
    expect(await json(response)).toMatchObject({ __type: 'UnknownOperationException' });
  });

  // smithy.io/2.0/aws/protocols/aws-query-protocol.html
  it('refuses in XML what speaks forms: unknown services, and members that nest without end', async () => {
    const unknown = await post('/', form, 'Action=ListTopics&Version=2010-03-31');
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('<Code>UnknownOperationException</Code>');
    const deep = await post('/', form, `Action=Say&Version=2026-01-01&${'a.'.repeat(100_000)}a=1`);
    expect(deep.status).toBe(400);
    expect(await deep.text()).toContain('<Code>MalformedQueryString</Code>');
  });

  it('keeps members called like those of every object as plain data', async () => {
    const text = await (await post('/', form, 'Action=Say&Version=2026-01-01&__proto__.x=1&constructor=2')).text();
    expect(text).toContain('<__proto__><x>1</x></__proto__><constructor>2</constructor>');
    const query = await post('/2026/things/x/say?__proto__=a&__proto__=b', {}, '{}');
    expect(await query.text()).toContain('"__proto__":["a","b"]');
  });

  it('refuses a body over the limit and goes on answering', async () => {
    const response = await post('/', target('Say'), new Uint8Array(MAX_BODY_BYTES + 1));
    expect(response.status).toBe(413);
    expect((await post('/', target('Say'), '{}')).status).toBe(200);
  });

  it('refuses a role what its policies do not allow, in the usual words', async () => {
    const roleArn = 'arn:aws:iam::000000000000:role/mute';
    running.cloud.roles.create(roleArn, { Statement: [] });
    const { accessKeyId, sessionToken } = running.cloud.roles.issue(roleArn, 'mute-function');
    const signed = signature(accessKeyId, sessionToken);
    const response = await post('/', { ...target('Say'), ...signed }, '{}');
    expect(await json(response)).toEqual({
      __type: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::000000000000:assumed-role/mute/mute-function is not authorized to perform: echo:Say on resource: arn:aws:echo:eu-west-1:000000000000:thing because no identity-based policy allows the echo:Say action',
    });
    running.cloud.roles.attach(roleArn, 'speak', { Statement: { Effect: 'Allow', Action: 'echo:Say', Resource: '*' } });
    expect((await post('/', { ...target('Say'), ...signed }, '{}')).status).toBe(200);
  });

  // docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
  it('refuses a role’s key without its token, and one of a cloud that is gone; other keys are the operator’s', async () => {
    const roleArn = 'arn:aws:iam::000000000000:role/robbed';
    running.cloud.roles.create(roleArn, { Statement: [] });
    const { accessKeyId } = running.cloud.roles.issue(roleArn, 'robbed-function');
    const say = (key: string, token?: string): Promise<Response> =>
      post('/', { ...target('Say'), ...signature(key, token) }, '{}');
    const gone = `${accessKeyId.slice(0, -1)}${accessKeyId.endsWith('0') ? '1' : '0'}`;
    const refusal = { __type: 'UnrecognizedClientException', message: expect.stringContaining('security token') };
    expect(await json(await say(accessKeyId))).toEqual(refusal);
    expect(await json(await say(accessKeyId, 'guessed'))).toEqual(refusal);
    expect(await json(await say(gone, 'guessed'))).toEqual(refusal);
    expect((await say('ASIAIOSFODNN7EXAMPLE', 'of another session')).status).toBe(200);
  });

  it('cuts the connection when a fault loses the answer, after the call was carried out', async () => {
    running.cloud.faults.add({ kind: 'lose-answer', service: 'echo', operation: 'Say' });
    await expect(post('/', target('Say'), '{}')).rejects.toThrow(TypeError);
    expect((await post('/', target('Say'), '{}')).status).toBe(200);
  });

  it('throttles when a fault says so', async () => {
    running.cloud.faults.add({ kind: 'throttle', operation: 'Say' });
    expect(await json(await post('/', target('Say'), '{}'))).toMatchObject({ __type: 'ThrottlingException' });
  });

  it('sets faults and the clock over the control interface, and refuses nonsense', async () => {
    const created = await post('/_tidings/faults', {}, '{"kind":"throttle","operation":"Say"}');
    expect(created.status).toBe(201);
    await fetch(`${running.cloud.url}/_tidings/faults`, { method: 'DELETE' });
    expect((await post('/', target('Say'), '{}')).status).toBe(200);
    expect((await post('/_tidings/faults', {}, '{"kind":"earthquake"}')).status).toBe(400);
    expect((await post('/_tidings/clock', {}, '{"advanceMs":-1}')).status).toBe(400);
    expect((await post('/_tidings/clock', {}, '{"advanceMs":1e999}')).status).toBe(400);
    expect((await post('/_tidings/constructor', {}, '{}')).status).toBe(404);
    expect((await post('/_tidings/idle', {}, '{}')).status).toBe(405);
    expect((await fetch(`${running.cloud.url}/_tidings/faults/99`, { method: 'DELETE' })).status).toBe(404);
    const minuteAhead = Date.now() + 60_000;
    const moved = (await json(await post('/_tidings/clock', {}, '{"advanceMs":60000}'))) as { readonly now: string };
    expect(Date.parse(moved.now)).toBeGreaterThanOrEqual(minuteAhead);
    expect(await json(await fetch(`${running.cloud.url}/_tidings/idle`))).toEqual({ idle: true, pending: [] });
  });

  it('listens on loopback only', async () => {
    const port = Number(new URL(running.cloud.url).port);
    const addressed = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(String(socket.remoteAddress)));
      socket.on('error', reject).on('connect', () => socket.end());
    });
    expect(addressed).toBe('127.0.0.1');
  });
});
