import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCloud, type RunningCloud } from '../cloud.ts';
import type { ResourceHandle, ResourceProvider } from '../core/resource.ts';
import type { ServiceFactory } from '../core/service.ts';
import { makeSsmService } from '../services/ssm/index.ts';
import type { Template } from './template.ts';

interface Ledger {
  readonly lines: string[];
}

const makeThingProvider = ({ lines }: Ledger): ResourceProvider => ({
  type: 'Test::Thing',
  properties: { Name: 'any', Nested: { Known: 'any' }, Items: [{ Known: 'any' }] },
  create: async ({ properties, physicalName }): Promise<ResourceHandle> => {
    const name = String(properties['Name']);
    if (name === 'broken') throw new Error('cannot be made');
    lines.push(`create ${name}`);
    return { ref: name, attributes: { Arn: `arn:${name}`, Physical: physicalName(40) } };
  },
  delete: async (handle) => void lines.push(`delete ${handle.ref}`),
});

/** Unlike a thing, a place changes its size in place. */
const makePlaceProvider = ({ lines }: Ledger): ResourceProvider => ({
  type: 'Test::Place',
  properties: { Name: 'any', Size: 'any' },
  replacedWhenChanged: ['Name'],
  create: async ({ properties: { Name: name, Size: size } }) => {
    lines.push(`create ${String(name)} ${String(size)}`);
    return { ref: String(name), attributes: {} };
  },
  update: async ({ properties }, handle) => {
    lines.push(`update ${handle.ref} ${String(properties['Size'])}`);
    return handle;
  },
  delete: async (handle) => void lines.push(`delete ${handle.ref}`),
});

const thingService =
  (ledger: Ledger): ServiceFactory =>
  () => ({
    name: 'test',
    protocols: [],
    operations: {},
    permissions: () => [],
    providers: [makeThingProvider(ledger), makePlaceProvider(ledger)],
  });

type Properties = Readonly<Record<string, unknown>>;

/** A resource that is replaced whenever it changes. */
export const thing = (properties: Properties, more: object = {}): Template['Resources'][string] => ({
  Type: 'Test::Thing',
  Properties: properties,
  ...more,
});

/** A resource that changes its size in place. */
export const place = (properties: Properties): Template['Resources'][string] => ({
  Type: 'Test::Place',
  Properties: properties,
});

/** A cloud that loads templates of things and places, and a ledger of what was done to them. */
export class TemplateBed {
  readonly lines: string[];
  readonly cloud: RunningCloud;
  readonly directory: string;

  private constructor(cloud: RunningCloud, directory: string, lines: string[]) {
    this.cloud = cloud;
    this.directory = directory;
    this.lines = lines;
  }

  static async start(): Promise<TemplateBed> {
    const ledger: Ledger = { lines: [] };
    const cloud = await startCloud({ services: [makeSsmService, thingService(ledger)] });
    return new TemplateBed(cloud, await mkdtemp(join(tmpdir(), 'assembly-')), ledger.lines);
  }

  async stop(): Promise<void> {
    await this.cloud.stop();
    await rm(this.directory, { recursive: true });
  }

  /** Writes an assembly of one stack, `shop`. Resolves with its directory. */
  async write(template: Template, name = 'assembly'): Promise<string> {
    const directory = join(this.directory, name);
    await mkdir(directory, { recursive: true });
    const artifacts = {
      shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'shop.template.json' } },
    };
    await writeFile(join(directory, 'manifest.json'), JSON.stringify({ artifacts }));
    await writeFile(join(directory, 'shop.template.json'), JSON.stringify(template));
    return directory;
  }

  async load(template: Template, parameters: Readonly<Record<string, string>> = {}): ReturnType<RunningCloud['load']> {
    return this.cloud.load(await this.write(template), { parameters });
  }
}
