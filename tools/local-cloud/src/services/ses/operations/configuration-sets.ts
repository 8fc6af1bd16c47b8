import { type Json, NotImplementedLocallyError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { configurationSetExists, eventDestinationExists, invalidParameter, noSuchEventDestination } from '../errors.ts';
import { flag, optionalNumber, optionalText, structure, text, texts } from '../input.ts';
import {
  configurationSet,
  type ConfigurationSet,
  type EventDestination,
  type EventType,
  type SesState,
} from '../state.ts';

/** docs.aws.amazon.com/ses/latest/APIReference/API_CreateConfigurationSet.html */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

const MAX_ITEMS = 1000;

const EVENT_TYPES: readonly string[] = [
  'send',
  'reject',
  'bounce',
  'complaint',
  'delivery',
  'open',
  'click',
  'renderingFailure',
];

/** Opens, clicks and rejections are accepted though nothing here causes them. */
const isEventType = (type: string): type is EventType => EVENT_TYPES.includes(type);

/** @throws {AwsError} for a bad name or one that exists. */
export function makeConfigurationSet(state: SesState, name: string): ConfigurationSet {
  if (!NAME.test(name)) throw invalidParameter(`Invalid configuration set name <${name}>.`);
  if (state.configurationSets.has(name)) throw configurationSetExists(name);
  const set: ConfigurationSet = { name, destinations: new Map() };
  state.configurationSets.set(name, set);
  return set;
}

/**
 * Reads an event destination. Only EventBridge's default bus is honoured.
 * docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventBridgeDestination.html
 */
export function eventDestinationFrom(state: SesState, destination: Json, name: string): EventDestination {
  const other = Object.keys(destination).find((key) => key.endsWith('Destination') && key !== 'EventBridgeDestination');
  if (other !== undefined)
    throw new NotImplementedLocallyError(`the SES event destination ${other}`, 'Use EventBridgeDestination.');
  const busArn = text(structure(destination, 'EventBridgeDestination'), 'EventBusArn');
  if (busArn !== state.cloud.arn('events', 'event-bus/default'))
    throw invalidParameter('SES publishes to the default event bus of the same account and Region only.');
  const types = texts(destination, 'MatchingEventTypes').map((type) => type.charAt(0).toLowerCase() + type.slice(1));
  const wrong = types.find((type) => !isEventType(type));
  if (wrong !== undefined) throw invalidParameter(`Unknown event type ${wrong}.`);
  return { name, enabled: flag(destination, 'Enabled', false), types: types.filter(isEventType) };
}

function describedDestination(state: SesState, { name, enabled, types }: EventDestination): Json {
  const EventBridgeDestination = { EventBusArn: state.cloud.arn('events', 'event-bus/default') };
  return { Name: name, Enabled: enabled, MatchingEventTypes: types, EventBridgeDestination };
}

function describe(state: SesState, input: Json): Json {
  const set = configurationSet(state, text(input, 'ConfigurationSetName'));
  const wanted = texts(input, 'ConfigurationSetAttributeNames').includes('eventDestinations');
  const destinations = [...set.destinations.values()].map((destination) => describedDestination(state, destination));
  return { ConfigurationSet: { Name: set.name }, ...(wanted ? { EventDestinations: destinations } : {}) };
}

function list(state: SesState, input: Json): Json {
  const limit = optionalNumber(input, 'MaxItems') ?? MAX_ITEMS;
  const start = Number(optionalText(input, 'NextToken') ?? 0);
  const names = [...state.configurationSets.keys()].slice(start, start + limit);
  const next = start + limit;
  const token = next < state.configurationSets.size ? { NextToken: String(next) } : {};
  return { ConfigurationSets: names.map((name) => ({ Name: name })), ...token };
}

function putDestination(state: SesState, input: Json, expected: 'new' | 'known'): Json {
  const set = configurationSet(state, text(input, 'ConfigurationSetName'));
  const given = structure(input, 'EventDestination');
  const destination = eventDestinationFrom(state, given, text(given, 'Name'));
  const known = set.destinations.has(destination.name);
  if (known && expected === 'new') throw eventDestinationExists(set.name, destination.name);
  if (!known && expected === 'known') throw noSuchEventDestination(set.name, destination.name);
  set.destinations.set(destination.name, destination);
  return {};
}

/** The calls on configuration sets. docs.aws.amazon.com/ses/latest/APIReference/API_CreateConfigurationSet.html and its like */
export const configurationSetOperations = (state: SesState): Readonly<Record<string, Operation>> => ({
  CreateConfigurationSet: async (input) => {
    makeConfigurationSet(state, text(structure(input, 'ConfigurationSet'), 'Name'));
    return {};
  },
  DescribeConfigurationSet: async (input) => describe(state, input),
  ListConfigurationSets: async (input) => list(state, input),
  DeleteConfigurationSet: async (input) => {
    state.configurationSets.delete(configurationSet(state, text(input, 'ConfigurationSetName')).name);
    return {};
  },
  CreateConfigurationSetEventDestination: async (input) => putDestination(state, input, 'new'),
  UpdateConfigurationSetEventDestination: async (input) => putDestination(state, input, 'known'),
  DeleteConfigurationSetEventDestination: async (input) => {
    const set = configurationSet(state, text(input, 'ConfigurationSetName'));
    const name = text(input, 'EventDestinationName');
    if (!set.destinations.delete(name)) throw noSuchEventDestination(set.name, name);
    return {};
  },
});
