import { type EventSchemas, howToCut, ruleCycles, type System, type SystemRule } from '@tidings/event-schemas';
import { selects } from '../catalog/model/rule-selection.ts';
import type { ContractFolders } from '../contracts/contract-folder.ts';
import type { Consumer } from '../readings/consumer.ts';
import type { PublishedContracts } from '../readings/published-contracts.ts';
import type { Obstacle, TreeProblem } from './findings.ts';
import type { RuleBook } from './starved-rules.ts';
import type { FindSchema } from './tree-readings.ts';

/** This tree's templates beside its sources. */
export interface TreeSystem {
  readonly system: System;
  readonly folders: ContractFolders;
  readonly consumers: readonly Consumer[];
  /** What each service's code publishes; absent for a service that makes no publisher. */
  readonly published: ReadonlyMap<string, PublishedContracts>;
  /** The text that counts: the published one before an edit of it, which is told by itself. */
  readonly findSchema: FindSchema;
}

/** Rules that can never match, as one is told per clause. What others publish on the account's own bus is not known here. */
export function judgeRules(
  { system, folders, findSchema }: TreeSystem,
  { check, envelope }: RuleBook,
): readonly TreeProblem[] {
  const events = [...folders].map(([path, { owner, type, versions }]): EventSchemas => ({
    source: owner,
    type,
    versions: versions.map(({ version, schema }) => ({ version, schema: findSchema(path, version) ?? schema })),
  }));
  const onStageBus = system.rules.filter(({ bus }) => bus === 'stage');
  return onStageBus.flatMap(({ service, logicalId, pattern }) =>
    check(pattern, events, envelope).map(({ clause, problem }) => ({
      kind: 'rule-pattern',
      message: `Rule ${logicalId} of ${service} can never match: \`${clause}\`: ${problem}`,
      whatToDo: `Change the rule's pattern in services/${service}/infra.`,
    })),
  );
}

/** Circles of rules, on which events would lead to each other without end. */
export function judgeCycles({ system }: TreeSystem): readonly TreeProblem[] {
  return ruleCycles(system).map((cycle) => ({
    kind: 'rule-cycle',
    message: `${cycle.join(' → ')} is a circle of rules: each event would lead to the next one without end.`,
    whatToDo: `Cut it: ${howToCut(cycle)}`,
  }));
}

/** Event types that a rule delivers to a handler which declares no reading of them: each would become a dead letter. */
export function judgeDelivery({ system, folders, consumers }: TreeSystem): readonly TreeProblem[] {
  const byName = new Map(consumers.map((consumer) => [consumer.name, consumer]));
  return system.rules.flatMap((rule) =>
    rule.consumers.flatMap((name) => {
      const consumer = byName.get(name);
      if (consumer === undefined || consumer.problems.length > 0) return [];
      const reads = new Set(consumer.readings.map(({ event }) => event));
      const unread = delivered(rule, folders).filter((event) => !reads.has(event));
      return unread.map((event): TreeProblem => ({
        kind: 'unread-type',
        file: consumer.file,
        line: consumer.readings[0]?.line ?? 1,
        message: `Rule ${rule.logicalId} of ${rule.service} delivers ${event} to ${name}, which declares no reading of it: each would become a dead letter.`,
        whatToDo: 'Declare what it reads of the event, or take the event out of the rule.',
      }));
    }),
  );
}

/** Handlers that a rule feeds with our events, and whose sources declare nothing. */
export function undeclared({ system, folders, consumers }: TreeSystem): readonly Obstacle[] {
  const known = new Set(consumers.map(({ name }) => name));
  const fed = system.rules.filter((rule) => delivered(rule, folders).length > 0);
  const strangers = new Set(fed.flatMap((rule) => rule.consumers.filter((name) => !known.has(name))));
  return [...strangers].map((name) => ({
    file: sourceOf(name, system),
    line: 1,
    message: `${name} is fed by a rule and declares nothing that it reads: make it with consume([orderPlaced.v1.reading('orderId')], …).`,
  }));
}

function sourceOf(name: string, { functions }: System): string {
  const [service = '', handler = ''] = name.split('/');
  const runtime = functions.find((each) => each.handler === name)?.runtime ?? '';
  if (runtime.startsWith('python')) return `services/${service}/src/python/${handler.replaceAll('-', '_')}/handler.py`;
  return `services/${service}/src/handlers/${handler}.ts`;
}

/** Services whose stack and code say different things of what they publish. */
export function judgePublishers({ system, folders, published }: TreeSystem): readonly TreeProblem[] {
  return system.services.flatMap((service): readonly TreeProblem[] => {
    const code = published.get(service);
    if (code?.problem !== undefined) return [];
    const inCode = (code?.events ?? []).map((event) => folders.get(event)?.type ?? event);
    const functions = system.functions.filter(({ handler }) => handler.startsWith(`${service}/`));
    const inStack = functions.flatMap(({ publishes }) => publishes);
    if (listed(inCode) === listed(inStack)) return [];
    return [
      {
        kind: 'publisher',
        ...(code === undefined ? {} : { file: code.file, line: code.line }),
        message: `${service} publishes ${listed(inCode)} by its code, and ${listed(inStack)} by its stack.`,
        whatToDo: `Give makePublisher in services/${service}/src/composition.ts and Publisher in its stack the same contracts.`,
      },
    ];
  });
}

function listed(types: readonly string[]): string {
  return types.length === 0 ? 'nothing' : [...new Set(types)].toSorted().join(', ');
}

function delivered({ bus, pattern }: SystemRule, folders: ContractFolders): readonly string[] {
  if (bus !== 'stage') return [];
  return [...folders].flatMap(([path, { owner, type }]) => (selects(pattern, { source: owner, type }) ? [path] : []));
}
