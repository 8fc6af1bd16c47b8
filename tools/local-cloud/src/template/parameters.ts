import type { Cloud } from '../core/cloud.ts';
import { OPERATOR } from '../core/principal.ts';
import type { Template, TemplateParameter } from './template.ts';
import { TemplateError } from './template-error.ts';

export type ParameterValues = Readonly<Record<string, string>>;

const SSM_TYPE = /^AWS::SSM::Parameter::Value<(String|List<String>|CommaDelimitedList)>$/;

const LIST_TYPES = ['CommaDelimitedList', 'List<Number>', 'List<String>'];

const PLAIN_TYPES = ['String', 'Number', ...LIST_TYPES];

async function ssmValue(cloud: Cloud, name: string): Promise<string> {
  const output = await cloud.call({ principal: OPERATOR, service: 'ssm', operation: 'GetParameter', input: { Name: name } });
  return String((output['Parameter'] as { readonly Value: unknown }).Value);
}

function checkAllowed(parameter: TemplateParameter, value: string): string | undefined {
  if (parameter.AllowedValues && !parameter.AllowedValues.map(String).includes(value)) return `must be one of ${parameter.AllowedValues.join(', ')}`;
  if (parameter.AllowedPattern !== undefined && !new RegExp(`^(?:${parameter.AllowedPattern})$`).test(value)) return `must match ${parameter.AllowedPattern}`;
  return undefined;
}

interface Declared {
  readonly stackName: string;
  readonly name: string;
  readonly parameter: TemplateParameter;
}

function given({ stackName, name, parameter }: Declared, values: ParameterValues): string {
  const value = values[name] ?? parameter.Default;
  if (value === undefined) throw new TemplateError({ stackName, logicalId: name }, 'the parameter has no default: give it a value.');
  const problem = checkAllowed(parameter, String(value));
  if (problem !== undefined) throw new TemplateError({ stackName, logicalId: name }, `the parameter ${problem}.`);
  return String(value);
}

async function parameterValue(declared: Declared, values: ParameterValues, cloud: Cloud): Promise<unknown> {
  const { stackName, name, parameter } = declared;
  const value = given(declared, values);
  const ssm = SSM_TYPE.exec(parameter.Type);
  if (!ssm && !PLAIN_TYPES.includes(parameter.Type)) {
    throw new TemplateError({ stackName, logicalId: name }, `the local cloud does not implement the parameter type ${parameter.Type}. Use String.`);
  }
  if (!ssm) return LIST_TYPES.includes(parameter.Type) ? value.split(',') : value;
  try {
    const found = await ssmValue(cloud, value);
    return ssm[1] === 'String' ? found : found.split(',');
  } catch (error) {
    const advice = 'Load the stack that writes it first.';
    throw new TemplateError({ stackName, logicalId: name }, `there is no SSM parameter ${value}. ${advice}`, { cause: error });
  }
}

/**
 * Values of a template's parameters: given, default, or looked up in Parameter Store for SSM types.
 * docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export async function parameterValues(stackName: string, template: Template, context: { readonly values: ParameterValues; readonly cloud: Cloud }): Promise<ReadonlyMap<string, unknown>> {
  const resolved = new Map<string, unknown>();
  for (const [name, parameter] of Object.entries(template.Parameters ?? {})) {
    resolved.set(name, await parameterValue({ stackName, name, parameter }, context.values, context.cloud));
  }
  return resolved;
}
