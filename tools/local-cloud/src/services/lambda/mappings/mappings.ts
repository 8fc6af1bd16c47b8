import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { invalidParameterValue, resourceConflict, resourceNotFound } from '../errors.ts';
import type { LambdaFunction } from '../function.ts';
import { queueUrlOf } from '../invoke/destinations.ts';
import { findFunction, type LambdaState } from '../state.ts';
import { compileFilters } from './filter.ts';
import type { Mapping, MappingSettings, Poller } from './mapping.ts';
import { isQueueArn } from './mapping-settings.ts';
import { checkSourceAccess } from './source-access.ts';
import { QueuePoller } from './queue-poller.ts';
import { isDenied, sourceCallOf } from './source-client.ts';
import { StreamPoller } from './stream-poller.ts';

/** docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
async function checkQueue(state: LambdaState, fn: LambdaFunction, arn: string): Promise<void> {
  const input = { QueueUrl: queueUrlOf(state, arn), AttributeNames: ['VisibilityTimeout'] };
  try {
    const answer = await sourceCallOf(state, fn)('sqs', 'GetQueueAttributes', input);
    const seconds = Number((answer['Attributes'] as Readonly<Record<string, string>>)['VisibilityTimeout']);
    if (seconds < fn.settings.Timeout) {
      throw invalidParameterValue(
        `Queue visibility timeout: ${seconds} seconds is less than Function timeout: ${fn.settings.Timeout} seconds`,
      );
    }
  } catch (error) {
    if (!isDenied(error)) throw error;
    throw invalidParameterValue(
      'The provided execution role does not have permissions to call GetQueueAttributes on SQS',
    );
  }
}

async function startPoller(state: LambdaState, mapping: Mapping): Promise<Poller> {
  const options = { state, mapping, fn: findFunction(state, mapping.settings.functionName) };
  if (isQueueArn(mapping.settings.eventSourceArn)) return new QueuePoller(options);
  const poller = new StreamPoller(options);
  await poller.start();
  return poller;
}

function refuseTwin(state: LambdaState, settings: MappingSettings): void {
  const { functionName, eventSourceArn } = settings;
  for (const { uuid, settings: other } of state.mappings.values()) {
    if (other.functionName !== functionName || other.eventSourceArn !== eventSourceArn) continue;
    const source = isQueueArn(eventSourceArn) ? 'SQS' : 'event source';
    throw resourceConflict(
      `An event source mapping with ${source} arn (" ${eventSourceArn} ") and function (" ${functionName} ") already exists. ` +
        `Please update or delete the existing mapping with UUID ${uuid}`,
    );
  }
}

/**
 * Adds a mapping and starts to read.
 * @throws {AwsError} as Lambda does when the function, the source or a permission of the role is missing.
 */
export async function addMapping(
  state: LambdaState,
  settings: MappingSettings,
  tags: Readonly<Record<string, string>>,
): Promise<Mapping> {
  const fn = findFunction(state, settings.functionName);
  refuseTwin(state, settings);
  compileFilters(settings.filters);
  checkSourceAccess(state.cloud, fn.settings.Role, settings.eventSourceArn);
  if (isQueueArn(settings.eventSourceArn)) await checkQueue(state, fn, settings.eventSourceArn);
  const uuid = randomUUID();
  const mapping: Mapping = {
    uuid,
    arn: state.cloud.arn('lambda', `event-source-mapping:${uuid}`),
    settings,
    modifiedAt: state.cloud.clock.now(),
    lastProcessingResult: 'No records processed',
    tags: new Map(Object.entries(tags)),
    checkpoints: new Map(),
    poller: undefined,
  };
  if (settings.enabled) mapping.poller = await startPoller(state, mapping);
  state.mappings.set(uuid, mapping);
  return mapping;
}

/** Changes a mapping. A stream is read on from where it was; what runs meanwhile may come again, as on AWS. */
export async function changeMapping(state: LambdaState, mapping: Mapping, settings: MappingSettings): Promise<void> {
  if (isDeepStrictEqual(settings, mapping.settings)) return;
  compileFilters(settings.filters);
  mapping.poller?.stop();
  mapping.settings = settings;
  mapping.modifiedAt = state.cloud.clock.now();
  mapping.poller = settings.enabled ? await startPoller(state, mapping) : undefined;
}

const mappingsOf = (state: LambdaState, functionName: string): readonly Mapping[] =>
  [...state.mappings.values()].filter(({ settings }) => settings.functionName === functionName);

/** A function that is gone: its mappings stay, as on AWS, and read nothing. */
export function pauseMappings(state: LambdaState, functionName: string): void {
  for (const mapping of mappingsOf(state, functionName)) {
    mapping.poller?.stop();
    mapping.poller = undefined;
    mapping.lastProcessingResult = 'PROBLEM: Function does not exist';
  }
}

/** A function of that name is back: its mappings go on where they stopped. */
export async function resumeMappings(state: LambdaState, functionName: string): Promise<void> {
  for (const mapping of mappingsOf(state, functionName)) {
    if (mapping.settings.enabled && !mapping.poller) mapping.poller = await startPoller(state, mapping);
  }
}

export function removeMapping(state: LambdaState, mapping: Mapping): void {
  mapping.poller?.stop();
  mapping.poller = undefined;
  state.mappings.delete(mapping.uuid);
}

/** @throws {AwsError} ResourceNotFoundException. */
export function findMapping(state: LambdaState, uuid: unknown): Mapping {
  const found = typeof uuid === 'string' ? state.mappings.get(uuid) : undefined;
  if (!found) throw resourceNotFound('The resource you requested does not exist.');
  return found;
}
