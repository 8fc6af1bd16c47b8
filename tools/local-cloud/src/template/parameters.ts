import type { Cloud } from '../core/cloud.ts';
import { OPERATOR } from '../core/principal.ts';
import type { Template, TemplateParameter } from './template.ts';
import { TemplateError } from './template-error.ts';

export type ParameterValues = Readonly<Record<string, string>>;

const SSM_TYPE = /^AWS::SSM::Parameter::Value<(String|List<String>|CommaDelimitedList)>$/;

const LIST_TYPES = ['CommaDelimitedList', 'List<Number>', 'List<String>'];

const PLAIN_TYPES = ['String', 'Number', ...LIST_TYPES];

async function ssmValue(cloud: Cloud, name: string): Promise<string> {
  const output = await cloud.call({
    principal: OPERATOR,
    service: 'ssm',
    operation: 'GetParameter',
    input: { Name: name },
  });
  return String((output['Parameter'] as { readonly Value: unknown }).Value);
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** A pattern that is no regular expression here matches nothing. */
function patternOf(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`);
  } catch {
    return /(?!)/;
  }
}

type Check = (parameter: TemplateParameter, value: string) => string | undefined;

/** Each constraint a parameter may declare. docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
const CHECKS: readonly Check[] = [
  ({ AllowedValues: allowed }, value) =>
    allowed && !allowed.map(String).includes(value) ? `must be one of ${allowed.join(', ')}` : undefined,
  ({ AllowedPattern: pattern }, value) =>
    pattern !== undefined && !patternOf(pattern).test(value) ? `must match ${pattern}` : undefined,
  ({ Type: type }, value) => (type === 'Number' && !isNumber(value) ? 'must be a number' : undefined),
  ({ Type: type }, value) =>
    type === 'List<Number>' && !value.split(',').every(isNumber) ? 'must be a list of numbers' : undefined,
  ({ MinLength: least = 0 }, value) =>
    value.length < Number(least) ? `must have at least ${least} characters` : undefined,
  ({ MaxLength: most = Infinity }, value) =>
    value.length > Number(most) ? `must have at most ${most} characters` : undefined,
  ({ MinValue: least = -Infinity }, value) => (Number(value) < Number(least) ? `must be at least ${least}` : undefined),
  ({ MaxValue: most = Infinity }, value) => (Number(value) > Number(most) ? `must be at most ${most}` : undefined),
];

function broken(parameter: TemplateParameter, value: string): string | undefined {
  for (const check of CHECKS) {
    const problem = check(parameter, value);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

interface Declared {
  readonly stackName: string;
  readonly name: string;
  readonly parameter: TemplateParameter;
}

function given({ stackName, name, parameter }: Declared, values: ParameterValues): string {
  const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? parameter.Default;
  if (value === undefined)
    throw new TemplateError({ stackName, logicalId: name }, 'the parameter has no default: give it a value.');
  const problem = broken(parameter, String(value));
  if (problem !== undefined) throw new TemplateError({ stackName, logicalId: name }, `the parameter ${problem}.`);
  return String(value);
}

async function parameterValue(declared: Declared, values: ParameterValues, cloud: Cloud): Promise<unknown> {
  const { stackName, name, parameter } = declared;
  const value = given(declared, values);
  const ssm = SSM_TYPE.exec(parameter.Type);
  if (!ssm && !PLAIN_TYPES.includes(parameter.Type)) {
    throw new TemplateError(
      { stackName, logicalId: name },
      `the local cloud does not implement the parameter type ${parameter.Type}. Use String.`,
    );
  }
  if (!ssm) return LIST_TYPES.includes(parameter.Type) ? value.split(',') : value;
  try {
    const found = await ssmValue(cloud, value);
    return ssm[1] === 'String' ? found : found.split(',');
  } catch (error) {
    const advice = 'Load the stack that writes it first.';
    throw new TemplateError({ stackName, logicalId: name }, `there is no SSM parameter ${value}. ${advice}`, {
      cause: error,
    });
  }
}

/**
 * Values of a template's parameters: given, default, or looked up in Parameter Store for SSM types.
 * docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export async function parameterValues(
  stackName: string,
  template: Template,
  context: { readonly values: ParameterValues; readonly cloud: Cloud },
): Promise<ReadonlyMap<string, unknown>> {
  const resolved = new Map<string, unknown>();
  for (const [name, parameter] of Object.entries(template.Parameters ?? {})) {
    resolved.set(name, await parameterValue({ stackName, name, parameter }, context.values, context.cloud));
  }
  return resolved;
}
