import { join } from 'node:path';
import { readContracts } from '@tidings/event-schemas';
import { describe, expect, it } from 'vitest';
import { contractTree, FOLDER, THREE_VERSIONS } from './contract-tree.test-data.ts';
import { noPython } from './python-judge.test-data.ts';
import { type ComparedUpcasts, comparedUpcasts } from './upcast-twins.test-data.ts';

const CONTRACTS = join(import.meta.dirname, '../../../../libs/events/contracts');

const SAME: Readonly<Record<string, string>> = {
  [`${FOLDER}/upcast_v1.py`]: 'def upcast(data):\n    return {**data, "scale": "unknown"}\n',
  [`${FOLDER}/upcast_v2.py`]:
    'def upcast(data):\n    rest = {**data}\n    return {"weightGrams": rest.pop("weight"), **rest}\n',
};

async function compared(files: Readonly<Record<string, unknown>>): Promise<ComparedUpcasts> {
  using tree = contractTree({ ...THREE_VERSIONS, ...files });
  const [contract] = readContracts(join(tree.root, 'contracts'));
  if (contract === undefined) throw new TypeError('no contract');
  return await comparedUpcasts(contract);
}

describe('Upcasters in Python', () => {
  it.for(readContracts(CONTRACTS).map((contract) => [`${contract.owner}/${contract.event}`, contract] as const))(
    'make of stored data of %s what those in TypeScript make',
    async ([, contract], context) => {
      if (noPython !== undefined) return context.skip(noPython);
      expect((await comparedUpcasts(contract)).differences).toEqual([]);
    },
  );

  it('are compared on every example and fixture, and on what was upcast before', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const fixture = { [`${FOLDER}/fixtures/v1-heavy.json`]: { weight: 9_000 } };
    expect(await compared({ ...SAME, ...fixture })).toEqual({ differences: [], compared: 5 });
    expect(await compared({})).toEqual({ differences: [], compared: 0 });
  });

  it.for([
    [
      'leave out what those in TypeScript fill in',
      'def upcast(data):\n    return {**data}\n',
      '{"data":{"weight":300}}',
    ],
    ['fill in something else', 'def upcast(data):\n    return {**data, "scale": "A"}\n', '"scale":"A"}} in Python'],
    ['fail', 'def upcast(data):\n    return data["grams"]\n', '{"raised":"KeyError: \'grams\'"} in Python'],
  ] as const)('are found when they %s', async ([, text, told], context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const { differences } = await compared({ ...SAME, [`${FOLDER}/upcast_v1.py`]: text });
    expect(differences).toEqual([expect.stringContaining('v1.example.json upcast to version 2')]);
    expect(differences[0]).toContain(told);
  });

  it('are found when those in TypeScript make what the newer version does not take', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const unchanged = {
      [`${FOLDER}/upcast-v1.ts`]: 'export const upcast = (data) => ({ ...data });',
      [`${FOLDER}/upcast_v1.py`]: 'def upcast(data):\n    return {**data}\n',
    };
    const { differences } = await compared({ ...SAME, ...unchanged });
    expect(differences[0]).toContain('v1.example.json upcast in TypeScript is not valid as version 2');
  });

  it('are found when there are none in TypeScript beside them', async (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const { differences } = await compared({
      ...SAME,
      [`${FOLDER}/v4.schema.json`]: THREE_VERSIONS[`${FOLDER}/v3.schema.json`],
      [`${FOLDER}/v4.example.json`]: THREE_VERSIONS[`${FOLDER}/v3.example.json`],
      [`${FOLDER}/upcast_v3.py`]: 'def upcast(data):\n    return data\n',
    });
    expect(differences).toEqual([expect.stringContaining('upcast_v3.py stands without upcast-v3.ts')]);
  });
});
