import type { HttpApi, RouteSettings } from '../model.ts';

/** The route that answers a request. */
export interface SelectedRoute {
  readonly route: RouteSettings;
  /** Decoded; a greedy variable holds the rest of the path. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly route: RouteSettings;
  readonly method: string;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** The lower text is the more specific route. */
  readonly rank: string;
}

const VARIABLE = /^\{(?<name>[^+{}]+)(?<greedy>\+?)\}$/;

const FIXED_RANK = '0';
const VARIABLE_RANK = '1';
const GREEDY_RANK = '2';

interface Segment {
  readonly source: string;
  readonly name?: string;
  readonly rank: string;
}

function segmentOf(text: string): Segment {
  const groups = VARIABLE.exec(text)?.groups;
  if (groups === undefined)
    return { source: text.replaceAll(/[.*?^$()|[\]\\{}+]/g, String.raw`\$&`), rank: FIXED_RANK };
  const name = groups['name'] ?? '';
  return groups['greedy'] === '+'
    ? { source: '(.+)', name, rank: GREEDY_RANK }
    : { source: '([^/]+)', name, rank: VARIABLE_RANK };
}

function compile(route: RouteSettings): CompiledRoute {
  const [method = '', path = ''] = route.RouteKey.split(' ');
  const segments = path.split('/').slice(1).map(segmentOf);
  const pattern =
    route.RouteKey === '$default' ? /^/ : new RegExp(`^${segments.map(({ source }) => `/${source}`).join('')}$`);
  const specific = method === '$default' ? '9' : segments.map(({ rank }) => rank).join('');
  return {
    route,
    method,
    pattern,
    names: segments.flatMap(({ name }) => (name === undefined ? [] : [name])),
    rank: `${specific}${method === 'ANY' ? 'b' : 'a'}`,
  };
}

const compiledRoutes = new WeakMap<RouteSettings, CompiledRoute>();

function compiled(route: RouteSettings): CompiledRoute {
  const known = compiledRoutes.get(route) ?? compile(route);
  compiledRoutes.set(route, known);
  return known;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const answersTo = ({ method: own, pattern }: CompiledRoute, method: string, path: string): boolean =>
  (own === method || own === 'ANY' || own === '$default') && pattern.test(path);

/**
 * The most specific route: fixed segments before variables before `{proxy+}`, a method before ANY, `$default` last.
 * docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function selectRoute(api: HttpApi, method: string, path: string): SelectedRoute | undefined {
  let best: CompiledRoute | undefined;
  for (const route of api.routes.values()) {
    const candidate = compiled(route);
    if (answersTo(candidate, method, path) && (best === undefined || candidate.rank < best.rank)) best = candidate;
  }
  if (best === undefined) return undefined;
  const values = best.pattern.exec(path)?.slice(1) ?? [];
  const pathParameters = Object.fromEntries(best.names.map((name, index) => [name, decoded(values[index] ?? '')]));
  return { route: best.route, pathParameters };
}
