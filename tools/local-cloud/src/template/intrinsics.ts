import type { Json } from '../core/aws-error.ts';
import type { Template } from './template.ts';
import { SUBSTITUTION } from './references.ts';

/** What a resolution can look at. Each lookup throws when the name is unknown. */
export interface Scope {
  readonly ref: (name: string) => unknown;
  readonly attribute: (logicalId: string, attribute: string) => unknown;
  readonly condition: (name: string) => boolean;
  readonly mappings: NonNullable<Template['Mappings']>;
  readonly region: string;
}

/** An intrinsic that is unknown or misused; the caller adds stack and logical id. */
export class IntrinsicError extends Error {
  override readonly name = 'IntrinsicError';
}

/** `AWS::NoValue`: the property is left out. */
export const NO_VALUE: unique symbol = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

const listOf = (value: unknown, what: string): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new IntrinsicError(`${what} takes a list.`);
};

const resolvedList = (value: unknown, scope: Scope, what: string): readonly unknown[] =>
  listOf(resolve(value, scope), what);

function join(argument: unknown, scope: Scope): string {
  const [delimiter, parts] = listOf(argument, 'Fn::Join');
  return resolvedList(parts, scope, 'Fn::Join').join(String(delimiter));
}

function select(argument: unknown, scope: Scope): unknown {
  const [index, values] = listOf(argument, 'Fn::Select');
  const list = resolvedList(values, scope, 'Fn::Select');
  const position = Number(resolve(index, scope));
  if (!(position in list))
    throw new IntrinsicError(`Fn::Select: index ${position} is outside a list of ${list.length}.`);
  return list[position];
}

function split(argument: unknown, scope: Scope): readonly string[] {
  const [delimiter, text] = listOf(argument, 'Fn::Split');
  return String(resolve(text, scope)).split(String(delimiter));
}

function sub(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? (argument as [string, Json]) : [String(argument), {}];
  const lookUp = (_match: string, expression: string): string => {
    const name = expression.trim();
    if (Object.hasOwn(variables, name)) return String(resolve(variables[name], scope));
    const dot = name.indexOf('.');
    return String(dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1)));
  };
  // A literal `${!x}` is unescaped before values are put in: a value may hold such text itself.
  return text
    .split(/(\$\{![^}]*\})/)
    .map((part) => (part.startsWith('${!') ? part.replace('${!', '${') : part.replaceAll(SUBSTITUTION, lookUp)))
    .join('');
}

function attribute(argument: unknown, scope: Scope): unknown {
  if (Array.isArray(argument)) return scope.attribute(String(argument[0]), String(resolve(argument[1], scope)));
  const text = String(argument);
  const dot = text.indexOf('.');
  return scope.attribute(text.slice(0, dot), text.slice(dot + 1));
}

function conditional(argument: unknown, scope: Scope): unknown {
  const [name, yes, no] = listOf(argument, 'Fn::If');
  return resolve(scope.condition(String(name)) ? yes : no, scope);
}

const own = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Json)[key] : undefined;

function findInMap(argument: unknown, scope: Scope): unknown {
  const keys = resolvedList(argument, scope, 'Fn::FindInMap').map(String);
  if (keys.length !== 3) throw new IntrinsicError('Fn::FindInMap takes a map and two keys.');
  const found = keys.reduce(own, scope.mappings as unknown);
  if (found === undefined) throw new IntrinsicError(`Fn::FindInMap: no value at ${keys.join(' / ')}.`);
  return found;
}

const truth = (value: unknown, scope: Scope): boolean => {
  const resolved = resolve(value, scope);
  return resolved === true || resolved === 'true';
};

/** docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html */
const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(String(argument)),
  Condition: (argument, scope) => scope.condition(String(argument)),
  'Fn::GetAtt': attribute,
  'Fn::Join': join,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::Sub': sub,
  'Fn::If': conditional,
  'Fn::FindInMap': findInMap,
  'Fn::Base64': (argument, scope) => Buffer.from(String(resolve(argument, scope))).toString('base64'),
  'Fn::GetAZs': (_argument, scope) => ['a', 'b', 'c'].map((zone) => `${scope.region}${zone}`),
  'Fn::Equals': (argument, scope) => {
    const [left, right] = resolvedList(argument, scope, 'Fn::Equals');
    return JSON.stringify(left) === JSON.stringify(right);
  },
  'Fn::And': (argument, scope) => listOf(argument, 'Fn::And').every((part) => truth(part, scope)),
  'Fn::Or': (argument, scope) => listOf(argument, 'Fn::Or').some((part) => truth(part, scope)),
  'Fn::Not': (argument, scope) => !truth(listOf(argument, 'Fn::Not')[0], scope),
};

/** Keys that are intrinsics only where conditions are defined: in an IAM statement `Condition` is an ordinary member. */
function intrinsicKey(value: object): string | undefined {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return undefined;
  if (key === 'Condition') return typeof (value as Json)[key] === 'string' ? key : undefined;
  return key === 'Ref' || key.startsWith('Fn::') ? key : undefined;
}

/** The intrinsic that an object stands for, or undefined for plain data. @throws {IntrinsicError} for an unknown one. */
export function intrinsicOf(value: object): string | undefined {
  const key = intrinsicKey(value);
  if (key === undefined || Object.hasOwn(INTRINSICS, key)) return key;
  throw new IntrinsicError(
    `the local cloud does not implement the intrinsic function ${key}. Use another, or compute the value in the stack's code.`,
  );
}

function resolveMembers(value: object, scope: Scope): Json {
  const members = Object.entries(value).map(([key, inner]) => [key, resolve(inner, scope)] as const);
  return Object.fromEntries(members.filter(([, inner]) => inner !== NO_VALUE));
}

/** Replaces every intrinsic below `value`. @throws {IntrinsicError} */
export function resolve(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map((item) => resolve(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const key = intrinsicOf(value);
  if (key === undefined) return resolveMembers(value, scope);
  return INTRINSICS[key]?.((value as Json)[key], scope);
}

function plainText(text: string): string {
  if (!text.includes('{{resolve:')) return text;
  throw new IntrinsicError(
    'the local cloud does not implement dynamic references ({{resolve:…}}). Use a parameter of an SSM type.',
  );
}
