import { isDeepStrictEqual } from 'node:util';
import type { TemplateResource, TemplateResources } from '../assembly.ts';

type Stacks = ReadonlyMap<string, TemplateResources>;

/** Resources that a person thinks in; the others follow from them. */
const KINDS: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'function',
  'AWS::SQS::Queue': 'queue',
  'AWS::Events::Rule': 'rule',
  'AWS::DynamoDB::Table': 'table',
  'AWS::Events::EventBus': 'bus',
  'AWS::ApiGatewayV2::Route': 'route',
  'AWS::CloudWatch::Alarm': 'alarm',
};

const FUNCTION = 'AWS::Lambda::Function';
const PLURALS: Readonly<Record<string, string>> = { bus: 'buses' };

const counted = (count: number, kind: string): string =>
  `${count} ${count === 1 ? kind : (PLURALS[kind] ?? `${kind}s`)}`;

/** Where the assets of the synthesis lay is of no consequence. */
const effectOf = (resource: TemplateResource): object => ({ ...resource, Metadata: undefined });

/** A function's handler as its template names it, for example `project-sales`; its logical id otherwise. */
function nameOf(logicalId: string, { Metadata }: TemplateResource): string {
  const handler = Metadata?.['tidings:handler'];
  return typeof handler === 'string' ? (handler.split('/').at(-1) ?? handler) : logicalId;
}

type Change = readonly [logicalId: string, resource: TemplateResource];

interface Changes {
  readonly added: readonly Change[];
  readonly removed: readonly Change[];
  readonly changed: readonly Change[];
}

function flatten(stacks: Stacks): ReadonlyMap<string, Change> {
  const all = [...stacks].flatMap(([stack, resources]) =>
    Object.entries(resources).map(([logicalId, resource]) => [`${stack}/${logicalId}`, [logicalId, resource]] as const),
  );
  return new Map(all);
}

function changesBetween(before: Stacks, after: Stacks): Changes {
  const [old, now] = [flatten(before), flatten(after)];
  const isSame = (key: string, [, resource]: Change): boolean => {
    const known = old.get(key);
    return known !== undefined && isDeepStrictEqual(effectOf(known[1]), effectOf(resource));
  };
  return {
    added: [...now].filter(([key]) => !old.has(key)).map(([, change]) => change),
    removed: [...old].filter(([key]) => !now.has(key)).map(([, change]) => change),
    changed: [...now].filter(([key, change]) => old.has(key) && !isSame(key, change)).map(([, change]) => change),
  };
}

function countKinds(changes: readonly Change[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [, { Type }] of changes) {
    const kind = KINDS[Type];
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function signed(sign: string, changes: readonly Change[]): readonly string[] {
  const counts = countKinds(changes);
  const kinds = [...new Set(Object.values(KINDS))];
  return kinds.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [`${sign}${counted(count, kind)}`];
  });
}

function changedParts(changed: readonly Change[], quiet: ReadonlySet<string>): readonly string[] {
  const functions = changed.filter(([, { Type }]) => Type === FUNCTION).map(([id, resource]) => nameOf(id, resource));
  const others = countKinds(changed.filter(([, { Type }]) => Type !== FUNCTION));
  return [
    ...functions.filter((name) => !quiet.has(name)).map((name) => `${name} changed`),
    ...[...others].map(([kind, count]) => `${counted(count, kind)} changed`),
  ];
}

/**
 * What became of a project, such as "+1 function, +2 queues, +1 rule" or "project-sales changed". Undefined when there is
 * nothing to say: nothing differs, or only functions that were told of before.
 */
export function summarizeChange(
  before: Stacks,
  after: Stacks,
  told: ReadonlySet<string> = new Set(),
): string | undefined {
  const { added, removed, changed } = changesBetween(before, after);
  const parts = [...signed('+', added), ...signed('-', removed), ...changedParts(changed, told)];
  if (parts.length > 0) return parts.join(', ');
  const isTold = ([id, resource]: Change): boolean => resource.Type === FUNCTION && told.has(nameOf(id, resource));
  const others = [...added, ...removed, ...changed].filter((change) => !isTold(change)).length;
  return others === 0 ? undefined : `${counted(others, 'resource')} changed`;
}
