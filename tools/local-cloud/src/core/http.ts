/** One HTTP request as the gateway read it. Header names are lower case; repeated headers are joined with `, `. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded as little as possible: the path as it came, without the query. */
  readonly path: string;
  /** Without the leading `?`; empty when there is none. */
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
}

export interface HttpReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

/** Something that answers whole HTTP requests (HTTP APIs, the issuer, the control interface) instead of AWS operations. */
export interface HttpMount {
  /** True when this mount answers the request; asked before AWS's protocols. */
  matches(request: HttpRequest): boolean;
  handle(request: HttpRequest): Promise<HttpReply>;
}
