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

function headersOf({ token, headers = {}, body }: HttpCall): Readonly<Record<string, string>> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const contentType = body === undefined ? {} : { 'content-type': 'application/json' };
  return { ...authorization, ...contentType, ...headers };
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
