import { createHash } from 'node:crypto';
import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { invalidParameter } from '../errors.ts';
import { optionalNumber, optionalText, text, texts } from '../input.ts';
import { checkedAddress } from '../mime/addresses.ts';
import type { IdentityType, SesState } from '../state.ts';

const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;

const MAX_ITEMS = 1000;

/** The token that AWS wants in the domain's DNS; nobody looks for it here. */
const tokenOf = (domain: string): string => createHash('sha256').update(domain).digest('base64');

/** Verified at once: a local cloud has nobody to click a link. @throws {AwsError} InvalidParameterValue. */
export function verify(state: SesState, identity: string, type: IdentityType): string {
  const lower = identity.toLowerCase();
  if (type === 'EmailAddress') checkedAddress(lower);
  else if (!DOMAIN.test(lower)) throw invalidParameter(`Invalid domain name ${identity}.`);
  state.identities.set(lower, type);
  return lower;
}

function list(state: SesState, input: Json): Json {
  const type = optionalText(input, 'IdentityType');
  const limit = optionalNumber(input, 'MaxItems') ?? MAX_ITEMS;
  const start = Number(optionalText(input, 'NextToken') ?? 0);
  const all = [...state.identities]
    .filter(([, own]) => type === undefined || own === type)
    .map(([identity]) => identity);
  const next = start + limit;
  return { Identities: all.slice(start, next), ...(next < all.length ? { NextToken: String(next) } : {}) };
}

function attributes(state: SesState, identities: readonly string[]): ReadonlyMap<string, Json> {
  const known = identities.filter((identity) => state.identities.has(identity.toLowerCase()));
  return new Map(
    known.map((identity) => {
      const isDomain = state.identities.get(identity.toLowerCase()) === 'Domain';
      const token = isDomain ? { VerificationToken: tokenOf(identity) } : {};
      return [identity, { VerificationStatus: 'Success', ...token }];
    }),
  );
}

/** The calls on identities. docs.aws.amazon.com/ses/latest/APIReference/API_VerifyEmailIdentity.html and its like */
export const identityOperations = (state: SesState): Readonly<Record<string, Operation>> => ({
  VerifyEmailIdentity: async (input) => {
    verify(state, text(input, 'EmailAddress'), 'EmailAddress');
    return {};
  },
  VerifyEmailAddress: async (input) => {
    verify(state, text(input, 'EmailAddress'), 'EmailAddress');
    return {};
  },
  VerifyDomainIdentity: async (input) => ({
    VerificationToken: tokenOf(verify(state, text(input, 'Domain'), 'Domain')),
  }),
  DeleteIdentity: async (input) => {
    state.identities.delete(text(input, 'Identity').toLowerCase());
    return {};
  },
  ListIdentities: async (input) => list(state, input),
  GetIdentityVerificationAttributes: async (input) => ({
    VerificationAttributes: attributes(state, texts(input, 'Identities')),
  }),
});
