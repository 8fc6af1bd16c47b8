import type { HttpRequest } from '../../../core/http.ts';
import type { HttpApi, StageSettings } from '../model.ts';

const PREFIX = '/_apis/';

const HOST = /^(?<apiId>[a-z0-9]+)\.execute-api\./;

/** Which API a request is for, and the path under the API's own address. */
export interface Address {
  readonly apiId: string;
  /** Begins with `/`. */
  readonly path: string;
}

/** By path (`/_apis/<apiId>/...`) or by host (`<apiId>.execute-api.localhost`); undefined for everything else. */
export function addressOf({ path, headers }: HttpRequest): Address | undefined {
  const byHost = HOST.exec(headers['host'] ?? '')?.groups?.['apiId'];
  if (byHost !== undefined) return { apiId: byHost, path };
  if (!path.startsWith(PREFIX)) return undefined;
  const end = path.indexOf('/', PREFIX.length);
  const apiId = path.slice(PREFIX.length, end < 0 ? undefined : end);
  return { apiId, path: end < 0 ? '/' : path.slice(end) };
}

export interface Staged {
  readonly stage: StageSettings;
  /** The path that routes are compared with: without the stage's name. */
  readonly routePath: string;
}

/** A stage by its name as the first segment, otherwise `$default`. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html */
export function stageOf(api: HttpApi, path: string): Staged | undefined {
  const [, name = ''] = path.split('/');
  const named = name === '$default' ? undefined : api.stages.get(name);
  if (named !== undefined) return { stage: named, routePath: path.slice(name.length + 1) || '/' };
  const root = api.stages.get('$default');
  return root === undefined ? undefined : { stage: root, routePath: path };
}
