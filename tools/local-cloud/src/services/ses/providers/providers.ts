import type { Json } from '../../../core/aws-error.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';
import { structure, text } from '../input.ts';
import { eventDestinationFrom, makeConfigurationSet } from '../operations/configuration-sets.ts';
import { verify } from '../operations/identities.ts';
import { templateFrom } from '../operations/templates.ts';
import { configurationSet, type SesState } from '../state.ts';

const MAX_NAME_LENGTH = 64;

const nameOf = (given: unknown, { physicalName }: ResourceRequest): string =>
  typeof given === 'string' ? given : physicalName(MAX_NAME_LENGTH);

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationset.html */
function configurationSets(state: SesState): ResourceProvider {
  const make = (request: ResourceRequest): ResourceHandle => ({
    ref: makeConfigurationSet(state, nameOf(request.properties['Name'], request)).name,
    attributes: {},
  });
  const drop = ({ ref }: ResourceHandle): void => void state.configurationSets.delete(ref);
  return {
    type: 'AWS::SES::ConfigurationSet',
    properties: { Name: 'any', Tags: 'any' },
    replacedWhenChanged: ['Name'],
    create: async (request) => make(request),
    update: async (_request, handle) => handle,
    delete: async (handle) => drop(handle),
  };
}

function putDestination(state: SesState, request: ResourceRequest): ResourceHandle {
  const set = configurationSet(state, text(request.properties, 'ConfigurationSetName'));
  const given = structure(request.properties, 'EventDestination');
  const destination = eventDestinationFrom(state, given, nameOf(given['Name'], request));
  set.destinations.set(destination.name, destination);
  const ref = `${set.name}|${destination.name}`;
  return { ref, attributes: { Id: ref } };
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-configurationseteventdestination.html */
function eventDestinations(state: SesState): ResourceProvider {
  const drop = ({ ref }: ResourceHandle): void => {
    const [set = '', name = ''] = ref.split('|');
    state.configurationSets.get(set)?.destinations.delete(name);
  };
  return {
    type: 'AWS::SES::ConfigurationSetEventDestination',
    properties: {
      ConfigurationSetName: 'any',
      EventDestination: {
        Name: 'any',
        Enabled: 'any',
        MatchingEventTypes: 'any',
        EventBridgeDestination: { EventBusArn: 'any' },
      },
    },
    create: async (request) => putDestination(state, request),
    update: async (request, handle) => {
      drop(handle);
      return putDestination(state, request);
    },
    delete: async (handle) => drop(handle),
  };
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-emailidentity.html */
const emailIdentities = (state: SesState): ResourceProvider => ({
  type: 'AWS::SES::EmailIdentity',
  properties: { EmailIdentity: 'any', Tags: 'any' },
  replacedWhenChanged: ['EmailIdentity'],
  create: async ({ properties }) => {
    const identity = text(properties, 'EmailIdentity');
    const attributes = { EmailIdentity: identity };
    return { ref: verify(state, identity, identity.includes('@') ? 'EmailAddress' : 'Domain'), attributes };
  },
  update: async (_request, handle) => handle,
  delete: async ({ ref }) => void state.identities.delete(ref),
});

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ses-template.html */
function templates(state: SesState): ResourceProvider {
  const put = (request: ResourceRequest): ResourceHandle => {
    const given: Json = structure(request.properties, 'Template');
    const named = { ...given, TemplateName: nameOf(given['TemplateName'], request) };
    const template = templateFrom(named, state.cloud.clock.now());
    state.templates.set(template.name, template);
    return { ref: template.name, attributes: { Id: template.name } };
  };
  return {
    type: 'AWS::SES::Template',
    properties: { Template: { TemplateName: 'any', SubjectPart: 'any', TextPart: 'any', HtmlPart: 'any' } },
    create: async (request) => put(request),
    update: async (request, { ref }) => {
      state.templates.delete(ref);
      return put(request);
    },
    delete: async ({ ref }) => void state.templates.delete(ref),
  };
}

export const makeProviders = (state: SesState): readonly ResourceProvider[] => [
  configurationSets(state),
  eventDestinations(state),
  emailIdentities(state),
  templates(state),
];
