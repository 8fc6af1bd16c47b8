import { createHash, randomUUID } from 'node:crypto';
import type { Json } from '../../core/aws-error.ts';
import type { Cloud } from '../../core/cloud.ts';
import { conflict, notFound } from './errors.ts';
import type { ApiSettings, Collection, HttpApi } from './model.ts';
import { checkTypes } from './setting-types.ts';
import { CHECKS, checkApi } from './settings.ts';

/** Everything one cloud's API Gateway knows. */
export interface ApiGatewayState {
  readonly cloud: Cloud;
  readonly apis: Map<string, HttpApi>;
  /** Requests being answered, by API id. */
  readonly underWay: Map<string, number>;
}

export const makeState = (cloud: Cloud): ApiGatewayState => ({ cloud, apis: new Map(), underWay: new Map() });

const API_ID_LENGTH = 10;
const CHILD_ID_LENGTH = 7;

/** An id in AWS's form; the same for the same seed, so that URLs stay between starts. */
function idFrom(seed: string, length: number): string {
  const number = BigInt(`0x${createHash('sha256').update(seed).digest('hex')}`);
  return number.toString(36).slice(0, length);
}

/** A seed for what is made by a call instead of a template. */
export const freshSeed = (): string => randomUUID();

export const apiEndpoint = ({ cloud }: ApiGatewayState, api: HttpApi): string => `${cloud.url}/_apis/${api.id}`;

/** @throws {AwsError} NotFoundException. */
export function findApi(state: ApiGatewayState, id: unknown): HttpApi {
  const api = state.apis.get(String(id));
  if (api === undefined) throw notFound('API', String(id));
  return api;
}

export function addApi(state: ApiGatewayState, seed: string, settings: Json): HttpApi {
  checkApi(settings);
  const api: HttpApi = {
    id: idFrom(seed, API_ID_LENGTH),
    createdAt: state.cloud.clock.now(),
    settings: settings as unknown as ApiSettings,
    integrations: new Map(),
    authorizers: new Map(),
    routes: new Map(),
    stages: new Map(),
  };
  state.apis.set(api.id, api);
  return api;
}

function checkUnique(api: HttpApi, collection: Collection, settings: Json): void {
  const { RouteKey, StageName } = settings;
  if (collection === 'routes' && [...api.routes.values()].some((route) => route.RouteKey === RouteKey))
    throw conflict(`Route with key ${String(RouteKey)} already exists for this API`);
  if (collection === 'stages' && api.stages.has(String(StageName))) throw conflict('Stage already exists');
}

/** Sets one member of a collection, checked. */
export function putChild(api: HttpApi, collection: Collection, { id, settings }: { id: string; settings: Json }): void {
  checkTypes(settings);
  CHECKS[collection](api, settings);
  (api[collection] as Map<string, unknown>).set(id, settings);
}

/** Adds to a collection; gives the new id (a stage's is its name). @throws {AwsError} ConflictException. */
export function addChild(
  api: HttpApi,
  collection: Collection,
  { seed, settings }: { seed: string; settings: Json },
): string {
  checkUnique(api, collection, settings);
  const id = collection === 'stages' ? String(settings['StageName']) : idFrom(seed, CHILD_ID_LENGTH);
  putChild(api, collection, { id, settings });
  return id;
}
