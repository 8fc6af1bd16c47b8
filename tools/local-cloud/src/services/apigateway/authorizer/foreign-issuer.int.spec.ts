import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '../../../core/aws-error.ts';
import { useApis } from '../api-fixture.ts';

const fixture = useApis();

/** An OpenID provider of somebody else's, on this machine. */
class Provider {
  asked = 0;
  readonly #server: Server = createServer((request, response) => {
    this.asked += 1;
    const found = request.url === '/tenant/.well-known/openid-configuration' || request.url === '/keys';
    const document = request.url === '/keys' ? { keys: [this.#publicKey] } : { jwks_uri: `${this.#origin}/keys` };
    response.writeHead(found ? 200 : 404).end(JSON.stringify(document));
  });
  #publicKey: Json = {};
  #keys: Awaited<ReturnType<typeof generateKeyPair>> | undefined;

  get #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `${this.#origin}/tenant`;
  }

  async start(): Promise<void> {
    this.#keys = await generateKeyPair('RS512', { extractable: true });
    this.#publicKey = { ...(await exportJWK(this.#keys.publicKey)), kid: 'theirs', alg: 'RS512' };
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async sign(claims: Json): Promise<string> {
    if (this.#keys === undefined) throw new TypeError('The provider has not started.');
    const now = Math.floor(fixture.cloud.clock.now() / 1000);
    const all = { iss: this.url, exp: now + 3600, ...claims };
    return new SignJWT(all).setProtectedHeader({ alg: 'RS512', kid: 'theirs' }).sign(this.#keys.privateKey);
  }
}

const provider = new Provider();
beforeAll(() => provider.start());
afterAll(() => provider.stop());

async function guardedBy(issuer: string): Promise<(claims: Json) => Promise<Response>> {
  const api = await fixture.makeApi();
  const authorizer = await fixture.make('AWS::ApiGatewayV2::Authorizer', {
    ApiId: api.ref,
    Name: 'token',
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.querystring.token', '$request.header.Authorization'],
    JwtConfiguration: { Issuer: issuer, Audience: ['ours'] },
  });
  const handler = (event: Json): unknown => (event['requestContext'] as Json)['authorizer'];
  await fixture.addRoute(api, 'GET /', { handler, authorizerId: authorizer.ref, scopes: ['read'] });
  return async (claims) => fixture.fetch(api, `/?token=${await provider.sign({ scp: ['read'], ...claims })}`);
}

const problemOf = async (answer: Promise<Response>): Promise<string | undefined> =>
  /error_description="(.*)"/.exec((await answer).headers.get('www-authenticate') ?? '')?.[1];

describe('a JWT authorizer of another issuer', () => {
  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
  it('takes the token from the query, scopes from a list in scp, and tells lists as one text', async () => {
    const get = await guardedBy(provider.url);
    const admitted = (await (await get({ aud: ['other', 'ours'] })).json()) as { readonly jwt: Json };
    expect(admitted.jwt).toMatchObject({ scopes: ['read'], claims: { aud: '[other ours]', scp: '[read]' } });
  });

  it('goes by aud when the token has one, whatever its client_id', async () => {
    const get = await guardedBy(provider.url);
    expect(await problemOf(get({ aud: 'other', client_id: 'ours' }))).toBe('the token does not have a valid audience');
    expect((await get({ client_id: 'ours' })).status).toBe(200);
  });

  it('refuses a token of another issuer, or before its time', async () => {
    const get = await guardedBy(provider.url);
    expect(await problemOf(get({ aud: 'ours', iss: 'https://elsewhere.example.com' }))).toBe(
      'the token does not have a valid issuer',
    );
    const nbf = Math.floor(fixture.cloud.clock.now() / 1000) + 60;
    expect(await problemOf(get({ aud: 'ours', nbf }))).toBe('the token is not valid yet');
    await fixture.cloud.clock.advance(61_000);
    expect((await get({ aud: 'ours', nbf })).status).toBe(200);
  });

  it('keeps the issuer’s keys for two hours', async () => {
    const get = await guardedBy(provider.url);
    await get({ aud: 'ours' });
    const before = provider.asked;
    await get({ aud: 'ours' });
    expect(provider.asked).toBe(before);
    await fixture.cloud.clock.advance(2 * 60 * 60_000);
    await get({ aud: 'ours' });
    expect(provider.asked).toBe(before + 2);
  });

  it('refuses tokens while the issuer cannot be asked, and asks again', async () => {
    const get = await guardedBy(`${new URL(provider.url).origin}/nobody`);
    const before = provider.asked;
    for (const _ of ['once', 'twice'])
      expect(await problemOf(get({ aud: 'ours' }))).toBe('OIDC discovery endpoint communication error');
    expect(provider.asked).toBe(before + 2);
  });
});
