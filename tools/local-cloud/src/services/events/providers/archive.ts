import type { Json } from '../../../core/aws-error.ts';
import type { Cloud } from '../../../core/cloud.ts';
import { OPERATOR } from '../../../core/principal.ts';
import type { ResourceHandle, ResourceProvider, ResourceRequest } from '../../../core/resource.ts';

/** Longest archive name. docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateArchive.html */
const MAX_NAME_LENGTH = 48;

function settingsOf({ properties }: ResourceRequest, name: string): Json {
  const {
    SourceArn: _source,
    EventPattern: pattern,
    RetentionDays: days,
    Description,
    ArchiveName: _name,
  } = properties;
  return {
    ArchiveName: name,
    Description,
    ...(pattern === undefined ? {} : { EventPattern: typeof pattern === 'string' ? pattern : JSON.stringify(pattern) }),
    ...(days === undefined ? {} : { RetentionDays: Number(days) }),
  };
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-archive.html */
export const makeArchiveProvider = (cloud: Cloud): ResourceProvider => {
  const call = (operation: string, input: Json): Promise<Json> =>
    cloud.call({ principal: OPERATOR, service: 'events', operation, input });
  const handleOf = (name: string): ResourceHandle => ({
    ref: name,
    attributes: { Arn: cloud.arn('events', `archive/${name}`), ArchiveName: name },
  });
  return {
    type: 'AWS::Events::Archive',
    properties: { ArchiveName: 'any', Description: 'any', EventPattern: 'any', RetentionDays: 'any', SourceArn: 'any' },
    replacedWhenChanged: ['ArchiveName', 'SourceArn'],
    create: async (request) => {
      const given = request.properties['ArchiveName'];
      const name = typeof given === 'string' ? given : request.physicalName(MAX_NAME_LENGTH);
      await call('CreateArchive', { ...settingsOf(request, name), EventSourceArn: request.properties['SourceArn'] });
      return handleOf(name);
    },
    update: async (request, { ref }) => {
      await call('UpdateArchive', settingsOf(request, ref));
      return handleOf(ref);
    },
    delete: async ({ ref }) => {
      await call('DeleteArchive', { ArchiveName: ref });
    },
  };
};
