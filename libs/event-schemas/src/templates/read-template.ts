import { busOf } from './bus-of.ts';
import { isSameStageBus } from './bus-targets.ts';
import { type Grants, grantsOf } from './role-grants.ts';
import type { SystemFunction, SystemRule } from './system.ts';
import type { Located, Template } from './template.ts';
import { listAt, referencesIn, resourcesOf, valueAt } from './template.ts';

/** What one template says of its service. */
export interface ServiceSystem {
  readonly rules: readonly SystemRule[];
  readonly functions: readonly SystemFunction[];
}

/** By which actions something written makes another function run. Deleting makes no event: publishers follow insertions. */
const WAKING_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': ['PutItem', 'UpdateItem', 'BatchWriteItem', 'PartiQLInsert', 'PartiQLUpdate'].map(
    (action) => `dynamodb:${action}`,
  ),
  'AWS::SQS::Queue': ['sqs:SendMessage'],
  'AWS::Lambda::Function': ['lambda:InvokeFunction'],
};

interface Code {
  readonly id: string;
  readonly handler: string;
  readonly runtime: string;
  readonly declared: readonly string[] | undefined;
  readonly publishes: readonly string[];
  readonly grants: Grants;
}

/** Reads the rules and functions of one service from its template. */
export function readTemplate(service: string, template: Template): ServiceSystem {
  const codes = readCodes(service, template);
  const wakes = wakersOf(template, codes);
  const rules = resourcesOf(template, 'AWS::Events::Rule').flatMap((rule) =>
    readRule(rule, { service, template, codes }),
  );
  const functions = codes.map((code) => ({
    handler: code.handler,
    logicalId: code.id,
    runtime: code.runtime,
    mayPublish: mayPublish(code, wakes, []),
    publishes: code.publishes,
  }));
  return { rules, functions };
}

function readCodes(service: string, template: Template): readonly Code[] {
  const functions = resourcesOf(template, 'AWS::Lambda::Function');
  const declared = functions.flatMap(({ resource }) => typesAt(resource.Metadata, 'tidings:publishes') ?? []);
  return functions.map((fn) => {
    const { Metadata, Properties } = fn.resource;
    const grants = grantsOf(template, fn);
    const undeclared = grants.allowsAnywhere('events:PutEvents') ? [...new Set(declared)] : [];
    return {
      id: fn.id,
      handler: textAt(Metadata, 'tidings:handler') ?? `${service}/${fn.id}`,
      runtime: textAt(Properties, 'Runtime') ?? 'unknown',
      declared: typesAt(Metadata, 'tidings:mayPublish'),
      publishes: typesAt(Metadata, 'tidings:publishes') ?? undeclared,
      grants,
    };
  });
}

function textAt(value: unknown, key: string): string | undefined {
  const found = valueAt(value, key);
  return typeof found === 'string' ? found : undefined;
}

function typesAt(metadata: unknown, key: string): readonly string[] | undefined {
  return valueAt(metadata, key) === undefined ? undefined : listAt(metadata, key).map(String);
}

/** The functions that something written by the given one makes run. */
type Wakes = (code: Code) => readonly Code[];

function wakersOf(template: Template, codes: readonly Code[]): Wakes {
  const sources = Object.keys(WAKING_ACTIONS).flatMap((type) => resourcesOf(template, type));
  const woken = sources.map((source) => ({ source, codes: readersOf(template, source, codes) }));
  const waking = woken.filter(({ codes: readers }) => readers.length > 0);
  return ({ grants }) =>
    waking
      .filter(({ source }) => grants.allows(WAKING_ACTIONS[source.resource.Type] ?? [], source.id))
      .flatMap(({ codes: readers }) => readers);
}

/** The functions that read a stream or a queue, or the function itself. */
function readersOf(template: Template, { id, resource }: Located, codes: readonly Code[]): readonly Code[] {
  if (resource.Type === 'AWS::Lambda::Function') return codes.filter((code) => code.id === id);
  const mapped = resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
    .filter((mapping) => referencesIn(mapping.resource.Properties?.['EventSourceArn']).includes(id))
    .flatMap((mapping) => referencesIn(mapping.resource.Properties?.['FunctionName']));
  return codes.filter((code) => mapped.includes(code.id));
}

function mayPublish(code: Code, wakes: Wakes, seen: readonly string[]): readonly string[] {
  if (code.declared) return code.declared;
  if (seen.includes(code.id)) return [];
  const types = wakes(code).flatMap((next) => [...next.publishes, ...mayPublish(next, wakes, [...seen, code.id])]);
  return [...new Set(types)];
}

interface RuleContext {
  readonly service: string;
  readonly template: Template;
  readonly codes: readonly Code[];
}

function readRule({ id, resource }: Located, { service, template, codes }: RuleContext): readonly SystemRule[] {
  const pattern = resource.Properties?.['EventPattern'];
  if (pattern === undefined) return [];
  const bus = resource.Properties?.['EventBusName'];
  const targets = listAt(resource.Properties, 'Targets').map((target) => valueAt(target, 'Arn'));
  const reached = targets.flatMap((target) => referencesIn(target));
  const consumers = Object.entries(template.Resources)
    .filter(([target]) => reached.includes(target))
    .flatMap(([target, found]) => readersOf(template, { id: target, resource: found }, codes));
  return [
    {
      service,
      logicalId: id,
      bus: busOf(template, bus),
      pattern: typeof pattern === 'string' ? parsed(pattern) : pattern,
      consumers: [...new Set(consumers.map(({ handler }) => handler))],
      ...(targets.some((target) => isSameStageBus(template, bus, target)) ? { feedsItself: true } : {}),
    },
  ];
}

/** CloudFormation takes a pattern as JSON text too; what is no JSON stays as it is, for the check to name. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
