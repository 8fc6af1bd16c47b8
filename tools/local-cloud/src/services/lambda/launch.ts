import { randomBytes } from 'node:crypto';
import type { Credentials } from '../../core/principal.ts';
import type { LambdaFunction } from './function.ts';
import { LogStreamWriter } from './invoke/log-stream-writer.ts';
import type { Environment } from './runtime/runtime.ts';
import { runtimeNamed } from './runtime/runtimes.ts';
import { setClock, type LambdaState } from './state.ts';

/** For example `2026/11/23/[$LATEST]0f…`. docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html */
function newStreamName(now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomBytes(16).toString('hex')}`;
}

/** docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function variablesOf(state: LambdaState, fn: LambdaFunction, request: LaunchRequest): Record<string, string> {
  const { region, url } = state.cloud;
  const { settings, code } = fn;
  return {
    PATH: process.env['PATH'] ?? '',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...(settings.Runtime.startsWith('nodejs') ? { AWS_NODEJS_CONNECTION_REUSE_ENABLED: '1' } : {}),
    AWS_ENDPOINT_URL: url,
    ...settings.Variables,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${settings.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.MemorySize),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: settings.Logging.LogGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: request.stream,
    AWS_LAMBDA_LOG_FORMAT: settings.Logging.LogFormat,
    AWS_LAMBDA_LOG_LEVEL: settings.Logging.ApplicationLogLevel,
    AWS_ACCESS_KEY_ID: request.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: request.credentials.secretAccessKey,
    AWS_SESSION_TOKEN: request.credentials.sessionToken,
    LAMBDA_TASK_ROOT: code.directory,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    _HANDLER: settings.Handler,
  };
}

interface LaunchRequest {
  readonly stream: string;
  readonly credentials: Credentials;
}

/** Starts one environment of a function: its code, its variables, its role's credentials, its log stream. */
export function launchEnvironment(
  state: LambdaState,
  fn: LambdaFunction,
  credentials: Credentials,
): { readonly environment: Environment; readonly extra: LogStreamWriter } {
  const { cloud } = state;
  const { settings, code } = fn;
  const stream = newStreamName(cloud.clock.now());
  const group = settings.Logging.LogGroup;
  const log = new LogStreamWriter({
    cloud,
    roleArn: settings.Role,
    functionName: fn.name,
    group,
    stream,
    busy: state.busyLogs,
  });
  setClock(state);
  const environment = runtimeNamed(settings.Runtime).start({
    codeDirectory: code.directory,
    handler: settings.Handler,
    memoryMiB: settings.MemorySize,
    variables: variablesOf(state, fn, { stream, credentials }),
    logFormat: settings.Logging.LogFormat,
    logLevel: settings.Logging.ApplicationLogLevel,
    context: {
      functionName: fn.name,
      functionVersion: '$LATEST',
      memoryLimitInMB: String(settings.MemorySize),
      logGroupName: group,
      logStreamName: stream,
    },
    clock: state.clock,
    onLines: (lines) => log.append(lines),
  });
  return { environment, extra: log };
}
