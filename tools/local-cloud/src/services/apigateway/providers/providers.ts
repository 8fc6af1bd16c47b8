import type { Json } from '../../../core/aws-error.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import type { ApiSettings, Collection, HttpApi } from '../model.ts';
import { checkApi, HONOURED } from '../settings.ts';
import { addApi, addChild, apiEndpoint, type ApiGatewayState, findApi, putChild } from '../state.ts';

const seedOf = ({ stackName, logicalId }: ResourceRequest): string => `${stackName}/${logicalId}`;

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-api.html */
function apiProvider(state: ApiGatewayState): ResourceProvider {
  const handleOf = (api: HttpApi): ResourceHandle => ({
    ref: api.id,
    attributes: { ApiId: api.id, ApiEndpoint: apiEndpoint(state, api) },
  });
  return {
    type: 'AWS::ApiGatewayV2::Api',
    properties: HONOURED.api,
    create: async (request) => handleOf(addApi(state, seedOf(request), request.properties)),
    update: async ({ properties }, { ref }) => {
      const api = findApi(state, ref);
      checkApi(properties);
      api.settings = properties as unknown as ApiSettings;
      return handleOf(api);
    },
    delete: async ({ ref }) => void state.apis.delete(ref),
  };
}

function settingsOf({ properties }: ResourceRequest): Json {
  const { ApiId: _, ...settings } = properties;
  return settings;
}

interface ChildType {
  readonly type: string;
  readonly collection: Collection;
  readonly idAttribute?: string;
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_ApiGatewayV2.html */
const CHILD_TYPES: readonly ChildType[] = [
  { type: 'AWS::ApiGatewayV2::Integration', collection: 'integrations', idAttribute: 'IntegrationId' },
  { type: 'AWS::ApiGatewayV2::Authorizer', collection: 'authorizers', idAttribute: 'AuthorizerId' },
  { type: 'AWS::ApiGatewayV2::Route', collection: 'routes', idAttribute: 'RouteId' },
  { type: 'AWS::ApiGatewayV2::Stage', collection: 'stages' },
];

function childProvider(state: ApiGatewayState, { type, collection, idAttribute }: ChildType): ResourceProvider {
  const handleOf = (apiId: string, id: string): ResourceHandle => ({
    ref: id,
    attributes: { ApiId: apiId, ...(idAttribute === undefined ? {} : { [idAttribute]: id }) },
  });
  const drop = ({ ref, attributes }: ResourceHandle): void =>
    void state.apis.get(String(attributes['ApiId']))?.[collection].delete(ref);
  return {
    type,
    properties: { ApiId: 'any', ...HONOURED[collection] },
    replacedWhenChanged: ['ApiId', 'StageName'],
    create: async (request) => {
      const api = findApi(state, request.properties['ApiId']);
      return handleOf(api.id, addChild(api, collection, { seed: seedOf(request), settings: settingsOf(request) }));
    },
    update: async (request, handle) => {
      const api = findApi(state, request.properties['ApiId']);
      putChild(api, collection, { id: handle.ref, settings: settingsOf(request) });
      return handle;
    },
    delete: async (handle) => drop(handle),
  };
}

export const makeProviders = (state: ApiGatewayState): readonly ResourceProvider[] => [
  apiProvider(state),
  ...CHILD_TYPES.map((childType) => childProvider(state, childType)),
];
