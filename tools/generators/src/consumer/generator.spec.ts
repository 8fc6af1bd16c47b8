import { describe, expect, it } from 'vitest';
import { changedFiles, filesIn, plantedWorkspace, textOf } from '../testing/planted-workspace.ts';
import { GeneratorRefusalError } from '../workspace/refusal.ts';
import { consumerGenerator } from './generator.ts';
import type { ConsumerSchema } from './options.ts';

const GIVEN: ConsumerSchema = { service: 'depot', name: 'parcel-ledger', events: 'ParcelSent' };

const FILES = [
  'services/depot/infra/consumers/index.ts',
  'services/depot/infra/consumers/parcel-ledger.spec.ts',
  'services/depot/infra/consumers/parcel-ledger.ts',
];

const TYPESCRIPT = [
  'adapters/dynamodb/parcel-ledger-table.ts',
  'application/record-parcel-ledger.ts',
  'composition/parcel-ledger.ts',
  'domain/parcel-ledger.spec.ts',
  'domain/parcel-ledger.ts',
  'handlers/parcel-ledger.int.spec.ts',
  'handlers/parcel-ledger.ts',
];

const PYTHON = ['handler.py', 'parcel_ledger_changes.py', 'parcel_ledger_table.py', 'test_parcel_ledger.py'];

const CONFIGURATION = ['package-lock.json', 'services/depot/README.md', 'services/depot/package.json'];

describe('the consumer generator', () => {
  it.each([
    ['typescript', TYPESCRIPT.map((file) => `services/depot/src/${file}`)],
    ['python', PYTHON.map((file) => `services/depot/src/python/parcel_ledger/${file}`)],
  ])('writes a consumer in %s, and changes its row, list and packages only', async (language, own) => {
    const tree = await plantedWorkspace();
    const before = filesIn(tree);
    await consumerGenerator(tree, { ...GIVEN, language });
    expect(changedFiles(before, filesIn(tree))).toEqual([...CONFIGURATION, ...FILES, ...own].toSorted());
  });

  it.each(['typescript', 'python'])('changes nothing the second time, in %s', async (language) => {
    const tree = await plantedWorkspace();
    await consumerGenerator(tree, { ...GIVEN, language });
    const once = filesIn(tree);
    await consumerGenerator(tree, { ...GIVEN, language });
    expect(changedFiles(once, filesIn(tree))).toEqual([]);
  });

  it('keeps what people have written, and writes again what is gone', async () => {
    const tree = await plantedWorkspace();
    await consumerGenerator(tree, GIVEN);
    const [edited, gone] = [
      'services/depot/src/domain/parcel-ledger.ts',
      'services/depot/src/domain/parcel-ledger.spec.ts',
    ];
    tree.write(edited, '// mine\n');
    tree.delete(gone);
    await consumerGenerator(tree, GIVEN);
    expect([textOf(tree, edited), tree.exists(gone)]).toEqual(['// mine\n', true]);
  });

  it('lists every consumer of a service, in one order', async () => {
    const tree = await plantedWorkspace();
    await consumerGenerator(tree, GIVEN);
    await consumerGenerator(tree, { ...GIVEN, name: 'losses', events: 'depot/parcel-lost', language: 'python' });
    const listing = textOf(tree, 'services/depot/infra/consumers/index.ts');
    expect(listing).toContain('[addLosses, addParcelLedger]');
    expect(textOf(tree, 'services/depot/README.md')).toContain('| `ParcelLost` | depot | `losses` |');
  });

  it('reads the required texts and numbers that are not personal, or what it is told to', async () => {
    const tree = await plantedWorkspace();
    await consumerGenerator(tree, GIVEN);
    const handler = 'services/depot/src/handlers';
    expect(textOf(tree, `${handler}/parcel-ledger.ts`)).toContain(
      "parcelSent.v1.reading('parcelId', 'country', 'weightGrams', 'sentAt')",
    );
    const fields = 'items.sku,contact,contact.email,parcelId';
    await consumerGenerator(tree, { ...GIVEN, name: 'skus', events: 'ParcelSent,ParcelLost', fields });
    const code = textOf(tree, `${handler}/skus.ts`);
    expect(code).toContain(
      "[parcelSent.v1.reading('parcelId', 'contact', 'items.sku'), parcelLost.v1.reading('parcelId')]",
    );
    const domain = textOf(tree, 'services/depot/src/domain/skus.ts');
    expect(domain).toMatch(
      /readonly items: readonly \{\n\s+\/\*\* A text\. \*\/\n\s+readonly sku: string;\n\s+\}\[\];/u,
    );
  });

  it('takes packages that the service lacks from the lockfile, at its versions', async () => {
    const tree = await plantedWorkspace();
    await consumerGenerator(tree, GIVEN);
    const { dependencies } = JSON.parse(textOf(tree, 'services/depot/package.json')) as { dependencies: object };
    expect(dependencies).toMatchObject({ '@aws-sdk/client-dynamodb': '3.1.0', '@tidings/messaging': '0.1.0' });
    const { packages } = JSON.parse(textOf(tree, 'package-lock.json')) as { packages: Record<string, object> };
    expect(packages['services/depot']).toMatchObject({ dependencies });
  });

  it('makes a new service when it may, and makes the workspace know it', async () => {
    const tree = await plantedWorkspace();
    await consumerGenerator(tree, { ...GIVEN, service: 'billing', createService: true });
    expect(tree.exists('services/billing/infra/billing-stack.ts')).toBe(true);
    expect(textOf(tree, 'infra/deploy-order.json')).toContain(
      '{ "project": "billing", "directory": "services/billing" }',
    );
    expect(textOf(tree, 'e2e/project.json')).toContain('["infra", "depot", "billing"]');
    expect(textOf(tree, 'tsconfig.json')).toContain('{ "path": "services/billing" }');
    const { packages } = JSON.parse(textOf(tree, 'package-lock.json')) as { packages: Record<string, object> };
    expect(packages['node_modules/@tidings/billing']).toEqual({ resolved: 'services/billing', link: true });
    const once = filesIn(tree);
    await consumerGenerator(tree, { ...GIVEN, service: 'billing', createService: true });
    expect(changedFiles(once, filesIn(tree))).toEqual([]);
  });
});

describe('the consumer generator refuses', () => {
  it.each<[string, Partial<Record<keyof ConsumerSchema, unknown>>, string]>([
    ['a missing service', { service: undefined }, '--service is missing'],
    ['a missing name', { name: '' }, '--name is missing'],
    ['missing events', { events: undefined }, '--events is missing'],
    ['a name in another spelling', { name: 'ParcelLedger' }, 'joined by hyphens: parcel-ledger.'],
    ['a name that is too long', { name: 'a'.repeat(41) }, 'takes 40 at most'],
    ['a name that means something else', { name: 'publish-events' }, 'give a consumer a name of its own'],
    ['a name that Python’s tests have', { name: 'test-ledger' }, 'give a consumer a name of its own'],
    ['a name that a file has', { name: 'labels' }, 'services/depot/src/domain/labels.ts is there already'],
    [
      'an unknown event',
      { events: 'ParcelSend' },
      'Did you mean ParcelSent? Known events: ShiftBegun (crew/shift-begun), ',
    ],
    [
      'an unknown field',
      { fields: 'parcelID,weight' },
      'There is no field "parcelID" in ParcelSent. Did you mean parcelId?',
    ],
    ['an event of which nothing is read', { events: 'ShiftBegun' }, 'Nothing would be read of ShiftBegun'],
    ['an unknown language', { language: 'cobol' }, '--language cobol is not one of typescript, python'],
    ['an unknown service', { service: 'dept' }, 'Did you mean depot? Services: depot. Add --create-service'],
    ['a service with a package’s name', { service: 'events', createService: true }, 'the name of libs/events already'],
  ])('%s, and writes nothing', async (_, wrong, sentence) => {
    const tree = await plantedWorkspace();
    const before = filesIn(tree);
    const refused = consumerGenerator(tree, { ...GIVEN, ...wrong } as ConsumerSchema);
    await expect(refused).rejects.toThrow(GeneratorRefusalError);
    await expect(refused).rejects.toThrow(sentence);
    expect(changedFiles(before, filesIn(tree))).toEqual([]);
  });

  it('a consumer that is there in another language, is spelled alike, or does not read the event', async () => {
    const tree = await plantedWorkspace();
    await consumerGenerator(tree, GIVEN);
    await expect(consumerGenerator(tree, { ...GIVEN, language: 'python' })).rejects.toThrow('in TypeScript already');
    await consumerGenerator(tree, { ...GIVEN, name: 'parcelledger-2' });
    const again = consumerGenerator(tree, { ...GIVEN, name: 'parcelledger2' });
    await expect(again).rejects.toThrow('depot has a consumer parcelledger-2, which code would spell alike');
    const other = consumerGenerator(tree, { ...GIVEN, events: 'ParcelLost' });
    await expect(other).rejects.toThrow('is there already and does not read ParcelLost: add it to services/depot/src/');
  });

  it('a broken configuration', async () => {
    const tree = await plantedWorkspace();
    tree.write('package-lock.json', '{');
    await expect(consumerGenerator(tree, GIVEN)).rejects.toThrow('package-lock.json is not JSON');
  });
});
