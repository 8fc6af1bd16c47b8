import type { HttpMount, HttpReply, HttpRequest } from '../../../core/http.ts';
import { authorize } from '../authorizer/authorize.ts';
import { IssuerKeys } from '../authorizer/keys.ts';
import type { HttpApi } from '../model.ts';
import type { ApiGatewayState } from '../state.ts';
import { AccessLogs } from './access-log.ts';
import { isPreflight, preflightReply, withCors } from './cors.ts';
import { newRequestId, type RoutedRequest } from './event.ts';
import { type IntegrationOutcome, invoke } from './invoke.ts';
import { addressOf, stageOf } from './locate.ts';
import { internalServerErrorReply, notFoundReply, tooLargeReply, tooManyRequestsReply } from './replies.ts';
import { selectRoute } from './select-route.ts';
import { Throttles } from './token-bucket.ts';

/** Bytes. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;

interface Tools {
  readonly state: ApiGatewayState;
  readonly keys: IssuerKeys;
  readonly throttles: Throttles;
  readonly logs: AccessLogs;
}

type Unjudged = Omit<RoutedRequest, 'admitted'>;

async function integrate({ state }: Tools, routed: RoutedRequest): Promise<IntegrationOutcome> {
  const [, id = ''] = routed.selected.route.Target?.split('/') ?? [];
  const integration = routed.api.integrations.get(id);
  return integration === undefined ? { reply: internalServerErrorReply() } : invoke(state.cloud, integration, routed);
}

interface Judged extends IntegrationOutcome {
  readonly routed: RoutedRequest;
}

async function judgeAndIntegrate(tools: Tools, asked: Unjudged): Promise<Judged> {
  const { api, stage, request, selected, receivedAt } = asked;
  const refused = { ...asked, admitted: undefined };
  const key = { apiId: api.id, stage, routeKey: selected.route.RouteKey };
  if (!tools.throttles.admits(key, receivedAt)) return { routed: refused, reply: tooManyRequestsReply() };
  if (request.body.length > MAX_PAYLOAD_BYTES) return { routed: refused, reply: tooLargeReply() };
  const verdict = await authorize(tools.keys, { api, route: selected.route, request, now: receivedAt });
  if ('refusal' in verdict) return { routed: refused, reply: verdict.refusal };
  const routed = { ...asked, admitted: verdict.admitted };
  return { routed, ...(await integrate(tools, routed)) };
}

async function answerRoute(tools: Tools, asked: Unjudged): Promise<HttpReply> {
  const { clock } = tools.state.cloud;
  const { routed, reply, integrationError } = await judgeAndIntegrate(tools, asked);
  tools.logs.write({ routed, reply, integrationError, latencyMs: clock.now() - asked.receivedAt });
  return { ...reply, headers: { ...reply.headers, 'apigw-requestid': asked.requestId } };
}

function answer(
  tools: Tools,
  api: HttpApi,
  found: { path: string; request: HttpRequest },
): Promise<HttpReply> | HttpReply {
  const { cloud } = tools.state;
  const { request, path } = found;
  const staged = api.settings.DisableExecuteApiEndpoint === true ? undefined : stageOf(api, path);
  if (staged === undefined) return notFoundReply();
  const selected = selectRoute(api, request.method, staged.routePath);
  if (selected === undefined) return notFoundReply();
  return answerRoute(tools, {
    api,
    stage: staged.stage,
    request,
    rawPath: path,
    selected,
    requestId: newRequestId(),
    receivedAt: cloud.clock.now(),
    accountId: cloud.accountId,
    domainName: `${api.id}.execute-api.${cloud.region}.amazonaws.com`,
  });
}

async function counted<T>(underWay: Map<string, number>, id: string, work: () => Promise<T> | T): Promise<T> {
  underWay.set(id, (underWay.get(id) ?? 0) + 1);
  try {
    return await work();
  } finally {
    const left = (underWay.get(id) ?? 1) - 1;
    if (left === 0) underWay.delete(id);
    else underWay.set(id, left);
  }
}

/** Answers requests to the APIs themselves. */
export function makeApiMount(state: ApiGatewayState): HttpMount {
  const { cloud } = state;
  const tools: Tools = {
    state,
    keys: new IssuerKeys(cloud.clock),
    throttles: new Throttles(),
    logs: new AccessLogs(cloud),
  };
  return {
    matches: (request) => addressOf(request) !== undefined,
    handle: async (request) => {
      const address = addressOf(request);
      const api = address === undefined ? undefined : state.apis.get(address.apiId);
      if (address === undefined || api === undefined) return notFoundReply();
      const cors = api.settings.CorsConfiguration;
      if (cors !== undefined && isPreflight(request)) return preflightReply(cors, request);
      const work = (): Promise<HttpReply> | HttpReply => answer(tools, api, { path: address.path, request });
      return withCors(cors, request, await counted(state.underWay, api.id, work));
    },
  };
}
