import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { plant, type PlantedTree } from '../../boundaries/planted-tree.test-data.ts';

const REAL = resolve(import.meta.dirname, '../../../../..');

/** Resources of a planted stack, in which `$code:<handler>` stands for the key of a handler's asset. */
type Resources = Readonly<Record<string, unknown>>;

const ROLE = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
    },
  },
};

const API = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } };

/** A function of `src/handlers/<handler>.ts`. */
export const functionOf = (service: string, handler: string): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: `${service}-${handler}`,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Code: { S3Bucket: 'assets', S3Key: `$code:${handler}` },
  },
  Metadata: { 'tidings:handler': `${service}/${handler}` },
});

/** What a planted service holds before anything changes. */
export const resourcesOf = (service: string): Resources => ({
  Role: ROLE,
  Api: API,
  Answer: functionOf(service, 'answer'),
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: `${service}-table`,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    },
  },
});

export const answering = (text: string): string =>
  `import { word } from '../word.ts';\nexport const handler = async () => '${text}' + word;\n`;

const filesOf = (service: string): Readonly<Record<string, string>> => ({
  [`services/${service}/infra/stack.json`]: JSON.stringify(resourcesOf(service)),
  [`services/${service}/src/word.ts`]: `export const word = '';\n`,
  [`services/${service}/src/handlers/answer.ts`]: answering('one'),
});

export const orderOf = (...services: readonly string[]): string =>
  JSON.stringify(services.map((service) => ({ project: service, directory: `services/${service}` })));

/** A workspace of two services whose synthesis is small enough to be done here. */
export function plantWorkspace(): PlantedTree {
  const tree = plant({
    ...filesOf('orders'),
    ...filesOf('analytics'),
    'infra/deploy-order.json': orderOf('orders', 'analytics'),
    'libs/a.ts': '',
    'package-lock.json': '{}',
    'nx.json': '{}',
    '.env': '',
    'tsconfig.base.json': '{}',
  });
  for (const folder of ['tools', 'node_modules']) symlinkSync(join(REAL, folder), join(tree.root, folder));
  return tree;
}

/** Writes the files of a further service, which the deploy order does not name yet. */
export function addService(root: string, service: string): void {
  for (const [file, text] of Object.entries(filesOf(service))) write(root, file, text);
}

export function write(root: string, file: string, text: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), text);
}

async function assetOf(service: string, handler: string, out: string): Promise<string> {
  const { handlerOptions } = await import('../../bundle/bundle-handlers.ts');
  const entry = join(service, 'src/handlers', `${handler}.ts`);
  await build({ ...handlerOptions(entry, join(out, handler)), logLevel: 'silent' });
  const hash = createHash('sha256')
    .update(readFileSync(join(out, handler, 'index.mjs')))
    .digest('hex');
  renameSync(join(out, handler), join(out, `asset.${hash}`));
  return hash;
}

async function synthesize(root: string, service: string): Promise<void> {
  const directory = join(root, 'services', service);
  const out = join(directory, 'cdk.next-planted');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  let template = readFileSync(join(directory, 'infra/stack.json'), 'utf8');
  const files: Record<string, unknown> = {};
  for (const [, handler = ''] of template.matchAll(/\$code:([a-z-]+)/gu)) {
    const hash = await assetOf(directory, handler, out);
    template = template.replace(`$code:${handler}`, `${hash}.zip`);
    files[hash] = { source: { path: `asset.${hash}` }, destinations: { here: { objectKey: `${hash}.zip` } } };
  }
  const name = `planted-${service}`;
  const artifacts = {
    [`${name}.assets`]: { type: 'cdk:asset-manifest', properties: { file: `${name}.assets.json` } },
    [name]: { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.template.json` } },
  };
  writeFileSync(join(out, 'manifest.json'), JSON.stringify({ artifacts }));
  writeFileSync(join(out, `${name}.assets.json`), JSON.stringify({ files }));
  writeFileSync(join(out, `${name}.template.json`), JSON.stringify({ Resources: JSON.parse(template) as unknown }));
  rmSync(join(directory, 'cdk.out'), { recursive: true, force: true });
  renameSync(out, join(directory, 'cdk.out'));
}

/** Synthesizes every planted service. */
export async function buildPlanted(root: string): Promise<void> {
  for (const service of readdirSync(join(root, 'services')))
    if (existsSync(join(root, 'services', service, 'infra/stack.json'))) await synthesize(root, service);
}
