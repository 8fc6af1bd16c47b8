export interface HttpCall {
  readonly method?: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; undefined when there is none. */
  readonly body: unknown;
}

function headersOf({ token, headers, body }: HttpCall): Headers {
  const all = new Headers(body === undefined ? {} : { 'content-type': 'application/json' });
  if (token !== undefined) all.set('authorization', `Bearer ${token}`);
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value);
  return all;
}

/** One HTTP call, answered as JSON. A body that is text is sent as it is, anything else as JSON. */
export async function http(url: string, call: HttpCall = {}): Promise<HttpAnswer> {
  const { method = 'GET', body } = call;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, {
    method,
    headers: headersOf(call),
    ...(body === undefined ? {} : { body: text }),
  });
  const answer = await response.text();
  return { status: response.status, headers: response.headers, body: answer === '' ? undefined : JSON.parse(answer) };
}
