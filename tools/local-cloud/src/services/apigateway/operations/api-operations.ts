import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { HttpApi } from '../model.ts';
import { checkApi, honouredOnly } from '../settings.ts';
import { addApi, apiEndpoint, type ApiGatewayState, findApi, freshSeed } from '../state.ts';

const describe = (state: ApiGatewayState, api: HttpApi): Json => ({
  ApiId: api.id,
  ApiEndpoint: apiEndpoint(state, api),
  ApiKeySelectionExpression: '$request.header.x-api-key',
  RouteSelectionExpression: '$request.method $request.path',
  CreatedDate: new Date(api.createdAt).toISOString(),
  DisableExecuteApiEndpoint: false,
  ...api.settings,
});

/** The calls on APIs themselves. docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis.html */
export const apiOperations = (state: ApiGatewayState): Readonly<Record<string, Operation>> => ({
  CreateApi: async (input) => describe(state, addApi(state, freshSeed(), honouredOnly('api', input, []))),
  GetApi: async (input) => describe(state, findApi(state, input['ApiId'])),
  GetApis: async () => ({ Items: [...state.apis.values()].map((api) => describe(state, api)) }),
  UpdateApi: async (input) => {
    const api = findApi(state, input['ApiId']);
    const settings = { ...api.settings, ...honouredOnly('api', input, ['ApiId']) };
    checkApi(settings);
    api.settings = settings;
    return describe(state, api);
  },
  DeleteApi: async (input) => {
    state.apis.delete(findApi(state, input['ApiId']).id);
    return {};
  },
});
