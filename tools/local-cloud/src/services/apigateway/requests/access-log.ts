import type { Cloud } from '../../../core/cloud.ts';
import type { HttpReply } from '../../../core/http.ts';
import { requestTime, type RoutedRequest } from './event.ts';

/** A request that was answered. */
export interface Answered {
  readonly routed: RoutedRequest;
  readonly reply: HttpReply;
  readonly integrationError: string | undefined;
  readonly latencyMs: number;
}

const CLAIM = 'authorizer.claims.';

/** Variables of the format. docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const VARIABLES: Readonly<Record<string, (answered: Answered) => string | number | undefined>> = {
  requestId: ({ routed }) => routed.requestId,
  extendedRequestId: ({ routed }) => routed.requestId,
  requestTime: ({ routed }) => requestTime(routed.receivedAt),
  requestTimeEpoch: ({ routed }) => routed.receivedAt,
  accountId: ({ routed }) => routed.accountId,
  apiId: ({ routed }) => routed.api.id,
  domainName: ({ routed }) => routed.domainName,
  stage: ({ routed }) => routed.stage.StageName,
  httpMethod: ({ routed }) => routed.request.method,
  path: ({ routed }) => routed.rawPath,
  protocol: () => 'HTTP/1.1',
  routeKey: ({ routed }) => routed.selected.route.RouteKey,
  'identity.sourceIp': ({ routed }) => routed.request.sourceIp,
  'identity.userAgent': ({ routed }) => routed.request.headers['user-agent'],
  status: ({ reply }) => reply.status,
  responseLength: ({ reply }) => Buffer.byteLength(reply.body ?? ''),
  responseLatency: ({ latencyMs }) => latencyMs,
  integrationErrorMessage: ({ integrationError }) => integrationError,
  'integration.error': ({ integrationError }) => integrationError,
};

function valueOf(name: string, answered: Answered): string | number | undefined {
  if (name.startsWith(CLAIM)) return answered.routed.admitted?.claims[name.slice(CLAIM.length)];
  return VARIABLES[name]?.(answered);
}

/** One line: the format with its variables filled in, `-` for those without a value. */
export function accessLogLine(format: string, answered: Answered): string {
  return format.replaceAll(/\$context\.([\w.]*\w)/g, (_, name: string) => {
    const value = valueOf(name, answered);
    return value === undefined ? '-' : JSON.stringify(String(value)).slice(1, -1);
  });
}

interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

const groupNameOf = (destinationArn: string): string =>
  destinationArn.split(':log-group:')[1]?.replace(/:\*$/, '') ?? '';

/** Lines written to the stages' log groups behind the requests' backs. Delivery is best effort, as on AWS. */
export class AccessLogs {
  readonly #cloud: Cloud;
  readonly #waiting = new Map<string, LogEvent[]>();
  readonly #streams = new Set<string>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  write(answered: Answered): void {
    const { stage, receivedAt } = answered.routed;
    if (stage.AccessLogSettings === undefined) return;
    const group = groupNameOf(stage.AccessLogSettings.DestinationArn);
    const event = { timestamp: receivedAt, message: accessLogLine(stage.AccessLogSettings.Format, answered) };
    const waiting = this.#waiting.get(group);
    if (waiting !== undefined) return void waiting.push(event);
    this.#waiting.set(group, [event]);
    setImmediate(() => void this.#flush(group));
  }

  async #flush(group: string): Promise<void> {
    const logEvents = this.#waiting.get(group) ?? [];
    this.#waiting.delete(group);
    const where = { logGroupName: group, logStreamName: 'access' };
    try {
      if (!this.#streams.has(group)) await this.#call('CreateLogStream', where);
      this.#streams.add(group);
      await this.#call('PutLogEvents', { ...where, logEvents });
    } catch {
      this.#streams.delete(group); // The group or stream is gone or new; the next line tries again.
    }
  }

  #call(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
    const sourceArn = this.#cloud.arn('apigateway', 'access-logs');
    const principal = { kind: 'service', service: 'delivery.logs.amazonaws.com', sourceArn } as const;
    return this.#cloud.call({ principal, service: 'logs', operation, input });
  }
}
