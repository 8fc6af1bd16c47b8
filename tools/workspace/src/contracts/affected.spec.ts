import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateFiles, writeFiles } from './generate.ts';
import { workspaceCopy } from './workspace-copy.test-data.ts';

const copy = workspaceCopy();

/** Who follows any change of a contract: the checker of all contracts, and the flows through all services. */
const FOLLOWERS = ['e2e', 'event-contracts'];

/** Services and contracts of the copy alone, so that whatever else the workspace has consumes none of them. */
const PRODUCER = 'self-test-shop';
const CONSUMER = 'self-test-books';
const WRAPPED = `${PRODUCER}/item-wrapped`;
const SOLD = `${PRODUCER}/item-sold`;

type Json = Readonly<Record<string, unknown>>;

const file = (name: string): string => join(copy.root, 'libs/events/contracts', name);
const readJson = (name: string): Json => JSON.parse(readFileSync(file(name), 'utf8')) as Json;

function writeJson(name: string, value: unknown): void {
  mkdirSync(dirname(file(name)), { recursive: true });
  writeFileSync(file(name), JSON.stringify(value, undefined, 2));
}

function generate(contract: string): void {
  writeFiles(generateFiles(join(copy.root, 'libs/events'), contract));
}

/** Writes a contract of one field and generates its modules. */
function addContract(contract: string, title: string): void {
  const grams = { description: 'Grams.', type: 'integer', minimum: 1 };
  const $id = `urn:tidings:${contract.replace('/', ':')}:v1`;
  const schema = { $id, title, description: 'It was.', type: 'object', required: ['grams'], properties: { grams } };
  writeJson(`${contract}/v1.schema.json`, schema);
  writeJson(`${contract}/v1.example.json`, { grams: 1 });
  generate(contract);
}

/** Adds a handler that imports a contract to a service. */
function addHandler(service: string, contract: string): void {
  const path = join(copy.root, `services/${service}/src/handlers/on-${contract.replace('/', '-')}.ts`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `export * from '@tidings/events/${contract}';\n`);
}

/** Adds a service that the flows go through, as its generator does. */
function addService(service: string, ...contracts: readonly string[]): void {
  for (const contract of contracts) addHandler(service, contract);
  writeFileSync(join(copy.root, `services/${service}/project.json`), JSON.stringify({ name: service }));
  const flows = join(copy.root, 'e2e/project.json');
  const project = JSON.parse(readFileSync(flows, 'utf8')) as { readonly implicitDependencies: readonly string[] };
  const implicitDependencies = [...project.implicitDependencies, service];
  writeFileSync(flows, JSON.stringify({ ...project, implicitDependencies }));
}

/** Adds a version 2 with one optional field, generates, commits, and answers what that affects. */
function affectedByVersion2Of(contract: string): readonly string[] {
  const schema = readJson(`${contract}/v1.schema.json`);
  const note = { description: 'What somebody noted.', type: 'string', maxLength: 100 };
  const $id = String(schema['$id']).replace('v1', 'v2');
  const properties = { ...(schema['properties'] as Json), note };
  writeJson(`${contract}/v2.schema.json`, { ...schema, $id, properties });
  writeJson(`${contract}/v2.example.json`, { ...readJson(`${contract}/v1.example.json`), note: 'noted' });
  generate(contract);
  copy.commit(`Add version 2 of ${contract}`);
  return copy.affected();
}

describe('what a change to contracts affects', () => {
  beforeAll(() => {
    addContract(WRAPPED, 'ItemWrapped');
    addContract(SOLD, 'ItemSold');
    addService(PRODUCER, WRAPPED, SOLD);
    addService(CONSUMER, SOLD);
    copy.commit('Add two services');
  });
  afterAll(() => copy[Symbol.dispose]());

  it('is the contract, its producer and its followers, for an event that nobody consumes', () => {
    expect(affectedByVersion2Of(WRAPPED)).toEqual(
      [`contract-${PRODUCER}-item-wrapped`, PRODUCER, ...FOLLOWERS].toSorted(),
    );
  });

  it('is the contract, its producer, its consumers and its followers', () => {
    expect(affectedByVersion2Of(SOLD)).toEqual(
      [`contract-${PRODUCER}-item-sold`, CONSUMER, PRODUCER, ...FOLLOWERS].toSorted(),
    );
  });

  it('is no service, library or tool, for a new event', () => {
    addContract(`${PRODUCER}/item-weighed`, 'ItemWeighed');
    copy.commit('Add an event');
    expect(copy.affected()).toEqual([`contract-${PRODUCER}-item-weighed`, 'event-contracts']);
  });

  it('is a new consumer too, from the commit on in which it imports the contract', () => {
    addHandler(CONSUMER, WRAPPED);
    copy.commit('Consume ItemWrapped in the other service');
    expect(copy.affected()).toEqual(['e2e', CONSUMER].toSorted());
    writeJson(`${WRAPPED}/fixtures/v1-old.json`, readJson(`${WRAPPED}/v1.example.json`));
    copy.commit('Keep a stored ItemWrapped');
    expect(copy.affected()).toEqual([`contract-${PRODUCER}-item-wrapped`, CONSUMER, PRODUCER, ...FOLLOWERS].toSorted());
  });
});
