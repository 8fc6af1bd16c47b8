import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { generateFiles, writeFiles } from './generate.ts';
import { workspaceCopy } from './workspace-copy.test-data.ts';

const copy = workspaceCopy();

/** Who follows any change of a contract: the checker of all contracts, and the flows through all services. */
const FOLLOWERS = ['e2e', 'event-contracts'];

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

/** Adds an event of its own to an owner, generates, commits, and answers what that affects. */
function affectedByNewEvent(contract: string, title: string): readonly string[] {
  const grams = { description: 'Grams.', type: 'integer', minimum: 1 };
  const schema = { title, description: 'It was weighed.', type: 'object', required: ['grams'], properties: { grams } };
  writeJson(`${contract}/v1.schema.json`, schema);
  writeJson(`${contract}/v1.example.json`, { grams: 1 });
  generate(contract);
  copy.commit(`Add ${contract}`);
  return copy.affected();
}

describe('what a change to contracts affects', () => {
  afterAll(() => copy[Symbol.dispose]());

  it('is the contract, its producer and its followers, for an event that nobody consumes', () => {
    expect(affectedByVersion2Of('notifications/email-sent')).toEqual(
      ['contract-notifications-email-sent', 'notifications', ...FOLLOWERS].toSorted(),
    );
  });

  it('is the contract, its producer, its consumers and its followers', () => {
    expect(affectedByVersion2Of('orders/order-placed')).toEqual(
      ['analytics', 'contract-orders-order-placed', 'notifications', 'orders', ...FOLLOWERS].toSorted(),
    );
  });

  it('is no service, library or tool, for a new event', () => {
    expect(affectedByNewEvent('orders/parcel-weighed', 'ParcelWeighed')).toEqual([
      'contract-orders-parcel-weighed',
      'event-contracts',
    ]);
  });

  it('is a new consumer too, from the commit on in which it imports the contract', () => {
    const handler = join(copy.root, 'services/analytics/src/handlers/on-email-sent.ts');
    writeFileSync(handler, `export { emailSent } from '@tidings/events/notifications/email-sent';\n`);
    copy.commit('Consume EmailSent in analytics');
    expect(copy.affected()).toEqual(['analytics', 'e2e']);
    writeJson('notifications/email-sent/fixtures/v1-old.json', readJson('notifications/email-sent/v1.example.json'));
    copy.commit('Keep a stored EmailSent');
    expect(copy.affected()).toEqual(
      ['analytics', 'contract-notifications-email-sent', 'notifications', ...FOLLOWERS].toSorted(),
    );
  });
});
