import type { Json } from '../core/aws-error.ts';
import { TemplateError } from './template-error.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
}

export interface TemplateParameter {
  readonly Type: string;
  readonly Default?: string | number;
  readonly AllowedValues?: readonly (string | number)[];
  readonly AllowedPattern?: string;
  readonly MinLength?: number;
  readonly MaxLength?: number;
  readonly MinValue?: number;
  readonly MaxValue?: number;
}

export interface Template {
  readonly Parameters?: Readonly<Record<string, TemplateParameter>>;
  readonly Mappings?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>;
}

/** Sections that are honoured, or that CloudFormation itself only stores. */
const SECTIONS = [
  'AWSTemplateFormatVersion',
  'Description',
  'Metadata',
  'Parameters',
  'Rules',
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

/**
 * Resource attributes that are honoured here, or that matter only to a stack's deletion and replacement on AWS.
 * docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html
 */
const RESOURCE_ATTRIBUTES = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
];

function refuseUnknown(
  keys: readonly string[],
  known: readonly string[],
  refuse: (key: string) => TemplateError,
): void {
  const unknown = keys.find((key) => !known.includes(key));
  if (unknown !== undefined) throw refuse(unknown);
}

/** Checks the outer form of a template. @throws {TemplateError} */
export function checkedTemplate(stackName: string, parsed: unknown): Template {
  const template = parsed as Template;
  if (typeof parsed !== 'object' || parsed === null || typeof template.Resources !== 'object') {
    throw new TemplateError({ stackName }, 'the template has no Resources. Run the synthesis again.');
  }
  refuseUnknown(
    Object.keys(template),
    SECTIONS,
    (section) =>
      new TemplateError(
        { stackName },
        `the local cloud does not implement the template section ${section}. Remove it.`,
      ),
  );
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    refuseUnknown(
      Object.keys(resource),
      RESOURCE_ATTRIBUTES,
      (attribute) =>
        new TemplateError(
          { stackName, logicalId },
          `the local cloud does not implement the resource attribute ${attribute}. Remove it.`,
        ),
    );
  }
  return template;
}
