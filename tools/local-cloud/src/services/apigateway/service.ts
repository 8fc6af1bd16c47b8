import type { Json } from '../../core/aws-error.ts';
import type { Permission } from '../../core/policy.ts';
import type { PendingWork, ServiceFactory } from '../../core/service.ts';
import { apiOperations } from './operations/api-operations.ts';
import { collectionOperations } from './operations/collection-operations.ts';
import { makeProviders } from './providers/providers.ts';
import { makeApiMount } from './requests/mount.ts';
import { type ApiGatewayState, makeState } from './state.ts';
import { ROUTES } from './wire.ts';

const METHODS: Readonly<Record<string, string>> = { Create: 'POST', Get: 'GET', Update: 'PATCH', Delete: 'DELETE' };

/** API Gateway's actions are methods on paths. docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagementv2.html */
function permissionsOf(state: ApiGatewayState, operation: string, input: Json): readonly Permission[] {
  const verb = /^(?:Create|Get|Update|Delete)/.exec(operation)?.[0] ?? '';
  const path = ROUTES.find((route) => route.operation === operation)?.path ?? '';
  const filled = path.replace('/v2', '').replaceAll(/\{(\w+)\}/g, (_, name: string) => String(input[name]));
  const resource = `arn:aws:apigateway:${state.cloud.region}::${filled}`;
  return [{ action: `apigateway:${METHODS[verb] ?? verb}`, resource }];
}

const pendingIn = (state: ApiGatewayState): readonly PendingWork[] =>
  [...state.underWay].map(([id, count]) => ({ what: `HTTP API ${id}: ${count} requests` }));

/** Amazon API Gateway's HTTP APIs. docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html */
export const makeApiGatewayService: ServiceFactory = (cloud) => {
  const state = makeState(cloud);
  return {
    name: 'apigateway',
    protocols: [{ kind: 'rest-json', routes: ROUTES }],
    operations: { ...apiOperations(state), ...collectionOperations(state) },
    permissions: (operation, input) => permissionsOf(state, operation, input),
    providers: makeProviders(state),
    mounts: [makeApiMount(state)],
    pending: () => pendingIn(state),
  };
};
