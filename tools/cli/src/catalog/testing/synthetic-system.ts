import type { Schema } from '@tidings/event-schemas';
import type { Reading } from '../../readings/read-readings.ts';
import type { System, SystemFunction, SystemRule } from '../../system/read-system.ts';
import type { CatalogSources, ContractFacts } from '../model/sources.ts';
import { comparePlainly } from './plain-comparison.ts';

const DOMAINS = [
  'accounts', 'baskets', 'billing', 'catalogue', 'customers', 'deliveries', 'fraud', 'gifts',
  'inventory', 'loyalty', 'marketing', 'payments', 'pricing', 'returns', 'support',
] as const; // prettier-ignore
const FACTS = ['opened', 'approved', 'moved', 'closed'] as const;

/** How large a made-up system is. */
export interface SystemSize {
  readonly services: number;
  readonly eventsPerService: number;
  readonly consumersPerEvent: number;
}

/** A made-up system, always the same for the same size: for looking at the catalog of a large one. */
export function syntheticSystem({ services, eventsPerService, consumersPerEvent }: SystemSize): CatalogSources {
  const owners = DOMAINS.slice(0, services);
  const contracts = owners.flatMap((owner) =>
    FACTS.slice(0, eventsPerService).map((fact, index) => contract(owner, fact, index === 0 ? 2 : 1)),
  );
  const rules = contracts.flatMap((event, at) =>
    Array.from({ length: at % (consumersPerEvent + 1) }, (_, step) => rule(event, consumer(owners, at, step))),
  );
  return {
    contracts,
    envelope: { type: 'object', description: 'Around every event.', properties: { data: { type: 'object' } } },
    system: system(owners, contracts, rules),
    readings: rules.flatMap(readings),
    compare: comparePlainly,
  };
}

/** Most events go to services a little further on; every fourth goes to the last ones, which listen to everybody. */
function consumer(owners: readonly string[], at: number, step: number): string {
  const owner = Math.floor((at * owners.length) / (owners.length * FACTS.length));
  const place = step % 2 === 1 ? owners.length - 1 - (at % 3) : (owner + 1 + step + (at % 2)) % owners.length;
  return owners[place] ?? '';
}

function contract(owner: string, fact: string, versions: number): ContractFacts {
  const event = `${owner.replace(/s$/, '')}-${fact}`;
  const type = event.replaceAll(/(^|-)(.)/gu, (_, _dash, letter: string) => letter.toUpperCase());
  return {
    owner,
    event,
    type,
    versions: Array.from({ length: versions }, (_, index) => ({
      version: index + 1,
      schema: schema(type, index + 1),
      example: { id: `${event}-1`, amountMinor: 1200, lines: [{ sku: 'MUG-07', quantity: 2 }] },
      hasUpcast: index + 1 < versions,
      hasDowncast: index > 0,
    })),
  };
}

function schema(type: string, version: number): Schema {
  const amount = version === 1 ? {} : { minimum: 1 };
  return {
    title: type,
    description: `Something was ${type.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`).trim()}.`,
    type: 'object',
    required: version === 1 ? ['id'] : ['id', 'amountMinor'],
    properties: {
      id: { description: 'Identifies it.', type: 'string', minLength: 1, maxLength: 64 },
      amountMinor: { description: 'What it costs, in minor units of the currency.', type: 'integer', ...amount },
      lines: {
        description: 'What it is made of.',
        type: 'array',
        items: {
          description: 'One product.',
          type: 'object',
          required: ['sku'],
          properties: {
            sku: { description: 'Stock keeping unit.', type: 'string' },
            quantity: { description: 'Number of pieces.', type: 'integer', minimum: 1 },
          },
        },
      },
    },
  };
}

function rule({ owner, event, type }: ContractFacts, service: string): SystemRule {
  const pattern = { source: [owner], 'detail-type': [type] };
  return { service, logicalId: `On${type}Rule`, bus: 'stage', pattern, consumers: [`${service}/on-${event}`] };
}

function readings({ pattern, service, consumers }: SystemRule): readonly Reading[] {
  const [owner = ''] = (pattern as { source: string[] }).source;
  const handlers = consumers.map((name) => name.slice(service.length + 1));
  return handlers.map((handler) => ({
    contract: `${owner}/${handler.slice(3)}`,
    service,
    handler,
    version: 1,
    fields: ['id', 'lines.sku'],
    language: 'typescript',
    file: `services/${service}/src/handlers/${handler}.ts`,
    line: 5,
  }));
}

function system(
  services: readonly string[],
  contracts: readonly ContractFacts[],
  rules: readonly SystemRule[],
): System {
  const publishers = services.map((service) =>
    lambda(
      `${service}/publish-events`,
      contracts.filter(({ owner }) => owner === service).map(({ type }) => type),
    ),
  );
  const handlers = [...new Set(rules.flatMap(({ consumers }) => consumers))].map((handler) => lambda(handler, []));
  return { services, rules, functions: [...publishers, ...handlers] };
}

function lambda(handler: string, publishes: readonly string[]): SystemFunction {
  return { handler, logicalId: handler.replaceAll(/\W/gu, ''), runtime: 'nodejs24.x', publishes, mayPublish: [] };
}
