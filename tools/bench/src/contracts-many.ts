import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompiledValidator, ContractVersion, ReadableVersion } from '@tidings/events';
import { defineContract } from '@tidings/events';

const EVENTS = join(import.meta.dirname, '../../../libs/events');
const VALIDATOR = join(EVENTS, 'contracts/orders/order-placed/generated/validate-v1.ts');
/** How a generated validator writes the way to the sources of libs/events. */
const WAY_TO_SOURCES = '../../../../src/';

/**
 * Version 1 of OrderPlaced. Loaded by its path: a bench that imported the contract would be affected by each change to it.
 */
export async function orderPlacedV1(): Promise<ReadableVersion<'OrderPlaced', 1, unknown>> {
  const { href } = pathToFileURL(join(EVENTS, 'contracts/orders/order-placed/index.ts'));
  const { orderPlaced } = (await import(href)) as {
    readonly orderPlaced: { readonly v1: ReadableVersion<'OrderPlaced', 1, unknown> };
  };
  return orderPlaced.v1;
}

/** Makes so many contracts, each with a copy of its own of the generated validator of OrderPlaced. */
export async function manyContracts(count: number): Promise<readonly ContractVersion[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-bench-'));
  const sources = pathToFileURL(`${EVENTS}/src/`).href;
  const code = readFileSync(VALIDATOR, 'utf8').replaceAll(WAY_TO_SOURCES, sources);
  try {
    const numbers = Array.from({ length: count }, (_, index) => index);
    return await Promise.all(numbers.map((index) => contractFrom(code, { folder, index })));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function contractFrom(
  code: string,
  { folder, index }: { readonly folder: string; readonly index: number },
): Promise<ContractVersion> {
  const file = join(folder, `validate-${index}.ts`);
  writeFileSync(file, code);
  const { validate } = (await import(pathToFileURL(file).href)) as { readonly validate: CompiledValidator };
  const contract = defineContract<'bench', string, { 1: unknown }>({
    source: 'bench',
    type: `OrderPlaced${index}`,
    versions: [{ version: 1, readableFrom: 1, validate, shape: {}, examples: [{}] }],
  });
  return contract.v1;
}
