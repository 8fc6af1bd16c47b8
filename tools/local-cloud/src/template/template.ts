import type { Json } from '../core/aws-error.ts';
import { TemplateError } from './template-error.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
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
  'Mappings',
  'Conditions',
  'Resources',
  'Outputs',
];

/** docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-product-attribute-reference.html */
const RESOURCE_ATTRIBUTES = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
];

/** `NoEcho` hides a value from CloudFormation's own answers, which nobody asks here. */
const PARAMETER_ATTRIBUTES = [
  'Type',
  'Description',
  'Default',
  'AllowedValues',
  'AllowedPattern',
  'ConstraintDescription',
  'MinLength',
  'MaxLength',
  'MinValue',
  'MaxValue',
  'NoEcho',
];

/** Without `Export`: stacks find each other by parameters. */
const OUTPUT_ATTRIBUTES = ['Value', 'Description', 'Condition'];

const POLICIES = ['Delete', 'Retain', 'RetainExceptOnCreate'];

interface Place {
  readonly stackName: string;
  readonly logicalId?: string;
}

interface Expected {
  /** What the members are called, for the refusal. */
  readonly what: string;
  readonly known: readonly string[];
}

function refuseUnknown(place: Place, value: object, { what, known }: Expected): void {
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new TemplateError(place, `the local cloud does not implement the ${what} ${unknown}. Remove it.`);
}

function membersOf(
  stackName: string,
  template: Template,
  section: 'Parameters' | 'Resources' | 'Outputs',
): [string, object][] {
  const members = Object.entries(template[section] ?? {}) as [string, unknown][];
  for (const [logicalId, member] of members) {
    const place = { stackName, logicalId };
    if (!/^[a-zA-Z0-9]+$/.test(logicalId)) throw new TemplateError(place, 'a logical id has letters and digits only.');
    if (typeof member !== 'object' || member === null) throw new TemplateError(place, 'must be an object.');
  }
  return members as [string, object][];
}

function checkPolicies(place: Place, { DeletionPolicy, UpdateReplacePolicy }: TemplateResource): void {
  const unknown = [DeletionPolicy, UpdateReplacePolicy].find(
    (given) => given !== undefined && !POLICIES.includes(given),
  );
  if (unknown === undefined) return;
  throw new TemplateError(
    place,
    `the local cloud does not implement the deletion policy ${unknown}. Use one of ${POLICIES.join(', ')}.`,
  );
}

function checkDependencies(place: Place, { DependsOn = [] }: TemplateResource, resources: Template['Resources']): void {
  const missing = [DependsOn].flat().find((id) => !Object.hasOwn(resources, id));
  if (missing !== undefined) throw new TemplateError(place, `there is no resource ${missing} to depend on.`);
}

/** Checks the outer form of a template. @throws {TemplateError} */
export function checkedTemplate(stackName: string, parsed: unknown): Template {
  const template = parsed as Template;
  if (typeof parsed !== 'object' || parsed === null || typeof template.Resources !== 'object') {
    throw new TemplateError({ stackName }, 'the template has no Resources. Run the synthesis again.');
  }
  refuseUnknown({ stackName }, template, { what: 'template section', known: SECTIONS });
  for (const [logicalId, resource] of membersOf(stackName, template, 'Resources')) {
    const place = { stackName, logicalId };
    refuseUnknown(place, resource, { what: 'resource attribute', known: RESOURCE_ATTRIBUTES });
    checkPolicies(place, resource as TemplateResource);
    checkDependencies(place, resource as TemplateResource, template.Resources);
  }
  for (const [logicalId, parameter] of membersOf(stackName, template, 'Parameters'))
    refuseUnknown({ stackName, logicalId }, parameter, { what: 'parameter attribute', known: PARAMETER_ATTRIBUTES });
  for (const [logicalId, output] of membersOf(stackName, template, 'Outputs'))
    refuseUnknown({ stackName, logicalId }, output, { what: 'output attribute', known: OUTPUT_ATTRIBUTES });
  return template;
}
