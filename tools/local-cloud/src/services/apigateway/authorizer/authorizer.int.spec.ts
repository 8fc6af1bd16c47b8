import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SignJWT } from 'jose';
import type { Json } from '../../../core/aws-error.ts';
import type { ResourceHandle } from '../../../core/resource.ts';
import { useApis } from '../api-fixture.ts';

const fixture = useApis();

interface Guarded {
  readonly api: ResourceHandle;
  readonly get: (token?: string) => Promise<Response>;
}

async function guarded(
  options: { readonly scopes?: readonly string[]; readonly audience?: string } = {},
): Promise<Guarded> {
  const api = await fixture.makeApi();
  const authorizer = await fixture.make('AWS::ApiGatewayV2::Authorizer', {
    ApiId: api.ref,
    Name: 'token',
    AuthorizerType: 'JWT',
    IdentitySource: ['$request.header.Authorization'],
    JwtConfiguration: { Issuer: fixture.cloud.issuer.url, Audience: [options.audience ?? 'local-client'] },
  });
  const handler = (event: Json): unknown => (event['requestContext'] as Json)['authorizer'];
  await fixture.addRoute(api, 'GET /', {
    handler,
    authorizerId: authorizer.ref,
    ...(options.scopes && { scopes: options.scopes }),
  });
  return {
    api,
    get: (token) => fixture.fetch(api, '/', { headers: token === undefined ? {} : { authorization: token } }),
  };
}

const mint = (more: Json = {}): Promise<string> =>
  fixture.cloud.issuer.mint({ sub: 'customer-1', scope: 'orders:read orders:admin', ...more });

async function refusalOf(response: Response): Promise<readonly unknown[]> {
  const { message } = (await response.json()) as { readonly message: string };
  return [response.status, message, response.headers.get('www-authenticate')];
}

describe('a JWT authorizer', () => {
  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
  it('lets the issuer’s token in and hands the function its claims as text', async () => {
    const { get } = await guarded();
    const response = await get(`Bearer ${await mint()}`);
    expect(await response.json()).toEqual({
      jwt: {
        claims: {
          sub: 'customer-1',
          client_id: 'local-client',
          scope: 'orders:read orders:admin',
          token_use: 'access',
          version: '2',
          username: 'customer-1',
          iss: fixture.cloud.issuer.url,
          iat: expect.stringMatching(/^\d+$/),
          exp: expect.stringMatching(/^\d+$/),
          jti: expect.any(String),
        },
        scopes: null,
      },
    });
    expect((await get(await mint())).status).toBe(200);
  });

  it('asks for a token when there is none', async () => {
    const { get } = await guarded();
    expect(await refusalOf(await get())).toEqual([401, 'Unauthorized', 'Bearer']);
  });

  it('asks for one of the route’s scopes and tells which of them the token has', async () => {
    const { get } = await guarded({ scopes: ['orders:admin', 'analytics:read'] });
    const admitted = (await (await get(await mint())).json()) as { readonly jwt: Json };
    expect(admitted.jwt['scopes']).toEqual(['orders:admin']);
    const [status, message, challenge] = await refusalOf(await get(await mint({ scope: 'orders:read' })));
    expect([status, message]).toEqual([403, 'Forbidden']);
    expect(challenge).toContain('Bearer scope="orders:admin analytics:read" error="insufficient_scope"');
  });

  // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html
  it('compares the audience with client_id when the token has no aud', async () => {
    const { get } = await guarded({ audience: 'other-client' });
    expect(await refusalOf(await get(await mint()))).toEqual([
      401,
      'Unauthorized',
      'Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"',
    ]);
    expect((await get(await mint({ clientId: 'other-client' }))).status).toBe(200);
  });

  it('refuses a token the moment it expires on the cloud’s clock', async () => {
    const { get } = await guarded();
    const token = await mint({ expiresInSeconds: 60 });
    expect((await get(token)).status).toBe(200);
    await fixture.cloud.clock.advance(60_000);
    expect((await refusalOf(await get(token)))[2]).toContain('the token has expired');
  });

  it('refuses a token that does not name its key', async () => {
    const { get } = await guarded();
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const token = await new SignJWT({}).setProtectedHeader({ alg: 'RS256' }).setExpirationTime('1h').sign(privateKey);
    expect((await refusalOf(await get(token)))[2]).toContain('unable to find a signing key');
  });

  it('refuses forged, foreign, unsigned and broken tokens', async () => {
    const { get } = await guarded();
    const good = await mint();
    const [header = '', payload = '', signature = ''] = good.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Json;
    const encode = (json: Json): string => Buffer.from(JSON.stringify(json)).toString('base64url');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { readonly kid: string };
    const sign = (more: Json): Promise<string> =>
      new SignJWT({ ...claims, ...more }).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
    const hs256 = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid }).sign(Buffer.alloc(32));
    const forged = [
      `${header}.${encode({ ...claims, sub: 'customer-2' })}.${signature}`,
      `${encode({ alg: 'none' })}.${payload}.`,
      await sign({}),
      await hs256,
      'nonsense',
    ];
    for (const token of forged) expect((await get(`Bearer ${token}`)).status).toBe(401);
    expect((await get(`Bearer ${good}`)).status).toBe(200);
  });
});

describe('the local issuer', () => {
  it('mints tokens over HTTP for whoever asks', async () => {
    const { get } = await guarded();
    const body = JSON.stringify({ sub: 'customer-9', scope: 'orders:admin' });
    const answer = await fetch(`${fixture.cloud.issuer.url}/token`, { method: 'POST', body });
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    expect((await get(`Bearer ${token}`)).status).toBe(200);
  });

  it.each(['{}', '{"sub":5}', '{"sub":"a","scope":5}', '{"sub":"a","expiresInSeconds":"x"}', '{', 'null'])(
    'refuses %s',
    async (wrong) => {
      const refused = await fetch(`${fixture.cloud.issuer.url}/token`, { method: 'POST', body: wrong });
      expect(refused.status).toBe(400);
    },
  );

  it('tells clients where to find its keys', async () => {
    const { url } = fixture.cloud.issuer;
    const discovery = (await (await fetch(`${url}/.well-known/openid-configuration`)).json()) as Json;
    expect(discovery).toMatchObject({ issuer: url, jwks_uri: `${url}/.well-known/jwks.json` });
    const { keys } = (await (await fetch(String(discovery['jwks_uri']))).json()) as { readonly keys: readonly Json[] };
    expect(keys).toMatchObject([{ kty: 'RSA', alg: 'RS256', use: 'sig' }]);
    expect(keys[0]).not.toHaveProperty('d');
  });
});
