import type { Reading } from '../../readings/read-readings.ts';
import type { System } from '../../system/read-system.ts';
import type { CatalogSources, ContractFacts } from '../model/sources.ts';
import { comparePlainly } from './plain-comparison.ts';

/** Text that would run, end an element, or be taken for markup, where it is not escaped. */
export const HOSTILE: string = `</script><script>alert("1")</script><img src=x onerror='alert(2)'> {alert(3)} \${4} & <b>`;

/** Text that no line end fits into, such as a long address. */
const UNBROKEN = 'x'.repeat(300);

const parcelPacked: ContractFacts = {
  owner: 'depot',
  event: 'parcel-packed',
  type: 'ParcelPacked',
  versions: [
    {
      version: 1,
      hasUpcast: true,
      hasDowncast: false,
      example: { parcelId: 'p-1' },
      schema: {
        title: 'ParcelPacked',
        description: 'A parcel was packed.',
        type: 'object',
        required: ['parcelId'],
        properties: {
          parcelId: { description: 'Identifies the parcel.', type: 'string', minLength: 1, maxLength: 36 },
          weightGrams: { description: 'What it weighs, in grams.', type: 'integer', minimum: 1 },
        },
      },
    },
    {
      version: 2,
      hasUpcast: false,
      hasDowncast: true,
      example: { parcelId: 'p-1', weightGrams: 300, items: [{ sku: 'MUG-07', note: HOSTILE }] },
      schema: {
        title: 'ParcelPacked',
        description: `A parcel was packed and weighed. ${HOSTILE}`,
        type: 'object',
        required: ['parcelId', 'weightGrams'],
        properties: {
          parcelId: { description: 'Identifies the parcel.', type: 'string', pattern: '^<p>-[0-9]+$|^p-[0-9]+$' },
          weightGrams: { description: 'What it weighs, in grams.', type: 'integer', minimum: 1, maximum: 30000 },
          items: {
            description: 'What is in it.',
            type: 'array',
            maxItems: 50,
            items: {
              description: 'One product.',
              type: 'object',
              required: ['sku'],
              properties: {
                sku: { description: `Stock keeping unit: ${UNBROKEN}`, type: 'string' },
                note: { description: HOSTILE, type: 'string', enum: [HOSTILE, 'fragile'] },
              },
            },
          },
        },
      },
    },
  ],
};

const parcelLost: ContractFacts = {
  owner: 'depot',
  event: 'parcel-lost',
  type: 'ParcelLost',
  versions: [
    {
      version: 1,
      hasUpcast: false,
      hasDowncast: false,
      example: { parcelId: 'p-1' },
      schema: {
        title: 'ParcelLost',
        description: 'A parcel cannot be found.',
        type: 'object',
        required: ['parcelId'],
        properties: { parcelId: { description: 'Identifies the parcel.', type: 'string', format: 'uuid' } },
      },
    },
  ],
};

const system: System = {
  services: ['depot', 'office'],
  rules: [
    {
      service: 'office',
      logicalId: 'WeighRule1',
      bus: 'stage',
      pattern: {
        source: ['depot'],
        'detail-type': ['ParcelPacked'],
        detail: { data: { weightGrams: [{ numeric: ['>', 100] }] } },
      },
      consumers: ['office/weigh-parcels'],
    },
    {
      service: 'office',
      logicalId: 'CatchAllRule2',
      bus: 'stage',
      pattern: { source: ['depot'], 'detail-type': [{ prefix: 'Parcel' }] },
      consumers: ['office/write-ledger'],
    },
    {
      service: 'office',
      logicalId: 'AlarmRule3',
      bus: 'default',
      pattern: { source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] },
      consumers: ['office/on-alarm'],
    },
  ],
  functions: [
    lambda('depot/publish-events', ['ParcelPacked', 'ParcelLost']),
    lambda('office/weigh-parcels', []),
    lambda('office/write-ledger', []),
    lambda('office/on-alarm', []),
  ],
};

function lambda(handler: string, publishes: readonly string[]): System['functions'][number] {
  return { handler, logicalId: handler.replaceAll(/\W/gu, ''), runtime: 'nodejs24.x', publishes, mayPublish: [] };
}

const readings: readonly Reading[] = [
  reading('weigh-parcels', 1, ['weightGrams']),
  reading('write-ledger', 2, ['parcelId', 'items']),
];

function reading(handler: string, version: number, fields: readonly string[]): Reading {
  const file = `services/office/src/handlers/${handler}.ts`;
  return {
    contract: 'depot/parcel-packed',
    service: 'office',
    handler,
    version,
    fields,
    language: 'typescript',
    file,
    line: 3,
  };
}

/** A depot that publishes two events, one of them in two versions, and an office that reads them. */
export const smallSystem: CatalogSources = {
  contracts: [parcelPacked, parcelLost],
  envelope: {
    $id: 'urn:example:envelope',
    title: 'EventEnvelope',
    description: 'What every event says about itself.',
    type: 'object',
    required: ['id', 'type', 'version', 'data'],
    properties: {
      id: { description: 'Identifies the event.', type: 'string' },
      type: { description: 'Name of the event.', type: 'string' },
      version: { description: 'Version of the contract.', type: 'integer', minimum: 1 },
      data: { description: 'What happened.', type: 'object' },
    },
  },
  system,
  readings,
  compare: comparePlainly,
};
