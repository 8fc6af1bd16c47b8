import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { notFound } from '../errors.ts';
import type { Collection } from '../model.ts';
import { honouredOnly } from '../settings.ts';
import { addChild, type ApiGatewayState, findApi, freshSeed, putChild } from '../state.ts';

interface Kind {
  readonly collection: Collection;
  /** As in the names of the calls: `GetRoute`, `GetRoutes`. */
  readonly name: string;
  /** Member that holds the id. */
  readonly idMember: string;
}

/** The kinds and the pages of their calls: docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html and its like. */
export const KINDS: readonly Kind[] = [
  { collection: 'integrations', name: 'Integration', idMember: 'IntegrationId' },
  { collection: 'authorizers', name: 'Authorizer', idMember: 'AuthorizerId' },
  { collection: 'routes', name: 'Route', idMember: 'RouteId' },
  { collection: 'stages', name: 'Stage', idMember: 'StageName' },
];

/** Members of an input that name things instead of setting them. A route's AuthorizerId is a setting. */
const pathOf = ({ collection, idMember }: Kind): readonly string[] =>
  collection === 'stages' ? ['ApiId'] : ['ApiId', idMember];

function operationsOf(state: ApiGatewayState, kind: Kind): Readonly<Record<string, Operation>> {
  const { collection, name, idMember } = kind;
  const membersOf = (input: Json): Map<string, object> => findApi(state, input['ApiId'])[collection];
  const describe = (id: string, settings: object): Json => ({ [idMember]: id, ...settings });
  const find = (input: Json): { readonly id: string; readonly settings: object } => {
    const id = String(input[idMember]);
    const settings = membersOf(input).get(id);
    if (settings === undefined) throw notFound(name, id);
    return { id, settings };
  };
  return {
    [`Create${name}`]: async (input) => {
      const settings = honouredOnly(collection, input, pathOf(kind));
      const id = addChild(findApi(state, input['ApiId']), collection, { seed: freshSeed(), settings });
      return describe(id, settings);
    },
    [`Get${name}`]: async (input) => {
      const { id, settings } = find(input);
      return describe(id, settings);
    },
    [`Get${name}s`]: async (input) => ({
      Items: [...membersOf(input)].map(([id, settings]) => describe(id, settings)),
    }),
    [`Update${name}`]: async (input) => {
      const { id, settings } = find(input);
      const changed = { ...settings, ...honouredOnly(collection, input, pathOf(kind)) };
      putChild(findApi(state, input['ApiId']), collection, { id, settings: changed });
      return describe(id, changed);
    },
    [`Delete${name}`]: async (input) => {
      membersOf(input).delete(find(input).id);
      return {};
    },
  };
}

/** Create, get, list, update and delete for everything that belongs to an API. */
export const collectionOperations = (state: ApiGatewayState): Readonly<Record<string, Operation>> =>
  Object.assign({}, ...KINDS.map((kind) => operationsOf(state, kind))) as Readonly<Record<string, Operation>>;
