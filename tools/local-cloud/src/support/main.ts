import { readFile, writeFile } from 'node:fs/promises';
import { makeCloudParts } from '../core/make-cloud.ts';
import { makePolicyProvider, makeRoleProvider } from '../iam/providers.ts';
import { registeredServices } from '../services/registry.ts';
import { API_GATEWAY_OPERATIONS } from './api-gateway-operations.ts';
import { supportTable, withTable, type KnownOperations } from './support-table.ts';

/** The SDK client of each service whose operations a client package lists. */
const CLIENTS: Readonly<Record<string, string>> = {
  dynamodb: '@aws-sdk/client-dynamodb',
  dynamodbstreams: '@aws-sdk/client-dynamodb-streams',
  events: '@aws-sdk/client-eventbridge',
  lambda: '@aws-sdk/client-lambda',
  logs: '@aws-sdk/client-cloudwatch-logs',
  monitoring: '@aws-sdk/client-cloudwatch',
  ses: '@aws-sdk/client-ses',
  sqs: '@aws-sdk/client-sqs',
  ssm: '@aws-sdk/client-ssm',
  sts: '@aws-sdk/client-sts',
};

async function knownOperations([service, client]: readonly [string, string]): Promise<KnownOperations> {
  const exported = Object.keys((await import(client)) as object);
  const commands = exported.filter((name) => /^[A-Z]\w+Command$/.test(name) && name !== '$Command');
  return { service, operations: commands.map((name) => name.slice(0, -'Command'.length)) };
}

const README = new URL('../../README.md', import.meta.url);

const parts = makeCloudParts({ region: 'eu-west-1', accountId: '000000000000', factories: registeredServices });
const services = [...parts.services.values()];
const iam = [makeRoleProvider(parts.roles, ''), makePolicyProvider(parts.roles)];
const known = [
  ...(await Promise.all(Object.entries(CLIENTS).map(knownOperations))),
  { service: 'apigateway', operations: API_GATEWAY_OPERATIONS },
];
const table = supportTable({
  services,
  providers: [...iam, ...services.flatMap((service) => service.providers)],
  known,
});
await writeFile(README, withTable(await readFile(README, 'utf8'), table));
