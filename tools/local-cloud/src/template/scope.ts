import type { ResourceHandle } from '../core/resource.ts';
import { IntrinsicError, NO_VALUE, resolve, type Scope } from './intrinsics.ts';
import type { Template } from './template.ts';

export interface ScopeOptions {
  readonly stackName: string;
  readonly template: Template;
  readonly region: string;
  readonly accountId: string;
  readonly parameters: ReadonlyMap<string, unknown>;
  /** Filled while the stack is made. */
  readonly handles: ReadonlyMap<string, ResourceHandle>;
}

/** docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html */
function pseudoParameters({ stackName, region, accountId }: ScopeOptions): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    ['AWS::AccountId', accountId],
    ['AWS::NoValue', NO_VALUE],
    ['AWS::NotificationARNs', []],
    ['AWS::Partition', 'aws'],
    ['AWS::Region', region],
    ['AWS::StackId', `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`],
    ['AWS::StackName', stackName],
    ['AWS::URLSuffix', 'amazonaws.com'],
  ]);
}

function conditionLookup(template: Template, scope: () => Scope): (name: string) => boolean {
  const definitions = new Map(Object.entries(template.Conditions ?? {}));
  const underWay = new Set<string>();
  return (name) => {
    if (!definitions.has(name)) throw new IntrinsicError(`there is no condition ${name}.`);
    if (underWay.has(name)) throw new IntrinsicError(`the condition ${name} depends on itself.`);
    underWay.add(name);
    try {
      return resolve(definitions.get(name), scope()) === true;
    } finally {
      underWay.delete(name);
    }
  };
}

/** Where the intrinsics of one stack find their values. */
export function makeScope(options: ScopeOptions): Scope {
  const pseudo = pseudoParameters(options);
  const handle = (logicalId: string): ResourceHandle => {
    const found = options.handles.get(logicalId);
    if (found) return found;
    throw new IntrinsicError(`nothing is called ${logicalId}: no parameter, no resource, or its condition is false.`);
  };
  const scope: Scope = {
    region: options.region,
    mappings: options.template.Mappings ?? {},
    ref: (name) =>
      pseudo.has(name)
        ? pseudo.get(name)
        : options.parameters.has(name)
          ? options.parameters.get(name)
          : handle(name).ref,
    attribute: (logicalId, attribute) => {
      const { attributes } = handle(logicalId);
      const value = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
      if (value === undefined)
        throw new IntrinsicError(`the local cloud does not implement the attribute ${logicalId}.${attribute}.`);
      return value;
    },
    condition: conditionLookup(options.template, () => scope),
  };
  return scope;
}
