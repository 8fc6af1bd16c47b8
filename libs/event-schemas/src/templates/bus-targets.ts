import { busOf } from './bus-of.ts';
import { type Template, listAt, valueAt } from './template.ts';

/** The address of an event bus: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
const BUS_ARN = /^arn:.*:event-bus\/(.+)$/u;

/** Where the shared constructs write a stage's bus, by parameter: `/tidings/alice/bus/arn`. */
const SHARED = /^(?:\{\{resolve:ssm:)?\/tidings\/([^/]+)\/bus\/(arn|name)/u;

const UNKNOWN = '${}';

/**
 * Whether a rule's target is the bus of the stage that the rule is on. A part that only the deployment knows is taken for the
 * stage's; a target that is not known to be a bus is none.
 */
export function isSameStageBus(template: Template, bus: unknown, target: unknown): boolean {
  if (busOf(template, bus) !== 'stage') return false;
  if (JSON.stringify(bus) === JSON.stringify(target)) return true;
  const [, led] = BUS_ARN.exec(resolved(template, target)) ?? [];
  if (led === undefined) return false;
  const name = resolved(template, bus).split('/').at(-1) ?? '';
  return couldBe(name, led);
}

/** Whether two names can be one: what is known of an open one is its beginning. */
function couldBe(one: string, other: string): boolean {
  const [known = '', ...unknown] = one.split(UNKNOWN);
  const [knownToo = '', ...unknownToo] = other.split(UNKNOWN);
  if (unknown.length === 0 && unknownToo.length === 0) return one === other;
  return known.startsWith(knownToo) || knownToo.startsWith(known);
}

/** A value as text, as far as the template says it. */
function resolved(template: Template, value: unknown): string {
  if (typeof value === 'string') return shared(value) ?? value;
  const [separator = '', parts] = listAt(value, 'Fn::Join');
  if (Array.isArray(parts)) return parts.map((part) => resolved(template, part)).join(String(separator));
  const [text, variables] = listAt(value, 'Fn::Sub');
  if (typeof text === 'string') return substituted(template, text, variables);
  const [id, attribute = ''] = referenceIn(value);
  return referred(template, id ?? '', attribute);
}

/** Logical id and attribute that `Ref` or `Fn::GetAtt` names. */
function referenceIn(value: unknown): readonly string[] {
  const parts = [...listAt(value, 'Ref'), ...listAt(value, 'Fn::GetAtt')];
  return parts.flatMap((part) => (typeof part === 'string' ? part.split('.') : []));
}

function substituted(template: Template, text: string, variables: unknown): string {
  return text.replaceAll(/\$\{([A-Za-z0-9:]+)(?:\.([^}]*))?\}/gu, (_all, id: string, attribute?: string) => {
    const given = valueAt(variables, id);
    return given === undefined ? referred(template, id, attribute ?? '') : resolved(template, given);
  });
}

/** A parameter or an own bus, by its logical id. */
function referred(template: Template, id: string, attribute: string): string {
  const initial = valueAt(template.Parameters, id, 'Default');
  const parameter = typeof initial === 'string' ? shared(initial) : undefined;
  if (parameter !== undefined) return parameter;
  const made = template.Resources[id];
  if (made?.Type !== 'AWS::Events::EventBus') return UNKNOWN;
  const name = resolved(template, valueAt(made, 'Properties', 'Name'));
  return attribute === 'Arn' ? arnOf(name) : name;
}

function shared(text: string): string | undefined {
  const [, stage, part] = SHARED.exec(text) ?? [];
  if (stage === undefined) return undefined;
  return part === 'arn' ? arnOf(`tidings-${stage}`) : `tidings-${stage}`;
}

function arnOf(name: string): string {
  return `arn:${UNKNOWN}:event-bus/${name}`;
}
