import type { Members, Shape } from '../../core/validation.ts';

/** Constraints of the API model, version 2015-10-07. docs.aws.amazon.com/eventbridge/latest/APIReference/API_Operations.html */
export const RULE_NAME: Shape = { kind: 'text', min: 1, max: 64, pattern: /^[.\-_A-Za-z0-9]+$/u };
export const REPLAY_NAME: Shape = RULE_NAME;
export const ARCHIVE_NAME: Shape = { kind: 'text', min: 1, max: 48, pattern: /^[.\-_A-Za-z0-9]+$/u };
export const BUS_NAME: Shape = { kind: 'text', min: 1, max: 256, pattern: /^[/.\-_A-Za-z0-9]+$/u };
export const BUS_NAME_OR_ARN: Shape = {
  kind: 'text',
  min: 1,
  max: 1_600,
  pattern: /^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/.\-_A-Za-z0-9]+$/u,
};
export const ARN: Shape = { kind: 'text', min: 1, max: 1_600 };
export const EVENT_SOURCE_ARN: Shape = {
  kind: 'text',
  min: 1,
  max: 1_600,
  pattern: /^arn:aws([a-z]|-)*:events:([a-z]|\d|-)*:([0-9]{12})?:.+\/.+$/u,
};
export const DESCRIPTION: Shape = { kind: 'text', max: 512 };
export const PATTERN: Shape = { kind: 'text', max: 4_096 };
export const TEXT: Shape = { kind: 'text' };

export const TAGS: Shape = {
  kind: 'list',
  of: {
    kind: 'object',
    members: {
      Key: { kind: 'text', min: 1, max: 128, required: true },
      Value: { kind: 'text', max: 256, required: true },
    },
  },
};

export const DEAD_LETTER_CONFIG: Shape = { kind: 'object', members: { Arn: ARN } };

/** Members of every List call. */
export const PAGING: Members = {
  NextToken: { kind: 'text', min: 1, max: 2_048 },
  Limit: { kind: 'number', min: 1, max: 100 },
};
