import type { Json } from '../../core/aws-error.ts';
import type { EventInvokeSettings, LambdaFunction } from './function.ts';
import { optionalNumber, optionalObject, optionalText } from './input.ts';
import { checkDestination } from './invoke/destinations.ts';

export const EVENT_INVOKE_MEMBERS: readonly string[] = [
  'FunctionName',
  'Qualifier',
  'MaximumRetryAttempts',
  'MaximumEventAgeInSeconds',
  'DestinationConfig',
];

/** docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
const RETRIES = { min: 0, max: 2 };
const AGE_SECONDS = { min: 60, max: 21_600 };

function destination(input: Json, member: 'OnSuccess' | 'OnFailure'): string | undefined {
  const config = optionalObject(input, 'DestinationConfig') ?? {};
  const found = optionalObject(config, member);
  return found === undefined ? undefined : checkDestination(optionalText(found, 'Destination'));
}

export function readEventInvoke(input: Json, now: number): EventInvokeSettings {
  return {
    maximumRetryAttempts: optionalNumber(input, 'MaximumRetryAttempts', RETRIES),
    maximumEventAgeInSeconds: optionalNumber(input, 'MaximumEventAgeInSeconds', AGE_SECONDS),
    onSuccess: destination(input, 'OnSuccess'),
    onFailure: destination(input, 'OnFailure'),
    modifiedAt: now,
  };
}

export function describeEventInvoke(fn: LambdaFunction, settings: EventInvokeSettings): Json {
  const { onSuccess, onFailure, maximumRetryAttempts, maximumEventAgeInSeconds } = settings;
  return {
    LastModified: settings.modifiedAt / 1000,
    FunctionArn: `${fn.arn}:$LATEST`,
    ...(maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: maximumRetryAttempts }),
    ...(maximumEventAgeInSeconds === undefined ? {} : { MaximumEventAgeInSeconds: maximumEventAgeInSeconds }),
    DestinationConfig: {
      OnSuccess: onSuccess === undefined ? {} : { Destination: onSuccess },
      OnFailure: onFailure === undefined ? {} : { Destination: onFailure },
    },
  };
}
