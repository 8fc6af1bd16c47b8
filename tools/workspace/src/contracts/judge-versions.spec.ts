import { ContractSourceError, readContracts } from '@tidings/event-schemas';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FOLDER, SCALE, WEIGHT, contractTree, parcelSchema } from './contract-tree.test-data.ts';
import { type JudgedVersion, judgeVersions } from './judge-versions.ts';

/** Weight and scale of each version, under one example, which is valid as any of them. */
interface Planted {
  readonly versions: readonly object[];
  readonly upcasts?: readonly number[];
  readonly files?: Readonly<Record<string, unknown>>;
}

/** The earliest readers of each version, or what is wrong. */
function judged(planted: Planted): unknown {
  const versions = versionsOf(planted);
  return Array.isArray(versions) ? versions.map(({ readableFrom }: JudgedVersion) => readableFrom) : versions;
}

/** What the generator finds out about a planted contract, or what it says against it. */
function versionsOf({ versions, upcasts = [], files = {} }: Planted): unknown {
  const schemas = versions.map((change, index) => {
    const properties = { weight: WEIGHT, scale: SCALE, ...change };
    const required = ['weight'];
    return [
      [`${FOLDER}/v${index + 1}.schema.json`, parcelSchema(properties, { required })],
      [`${FOLDER}/v${index + 1}.example.json`, { weight: 300, scale: 'A', ...examplesOf(change) }],
    ] as const;
  });
  const modules = upcasts.map((version) => [`${FOLDER}/upcast-v${version}.ts`, 'export const upcast = (d) => d;']);
  using tree = contractTree({ ...Object.fromEntries([...schemas.flat(), ...modules]), ...files });
  const [contract] = readContracts(join(tree.root, 'contracts'));
  try {
    return contract && judgeVersions(contract);
  } catch (error) {
    return error instanceof ContractSourceError ? error.problem : error;
  }
}

const examplesOf = (change: object): object => ('colour' in change ? { colour: 'red' } : {});

const COLOUR = { description: 'Name of the colour.', type: 'string' };
const grades = (...values: readonly string[]): object => ({ scale: { ...SCALE, enum: values } });

describe('the versions of a contract', () => {
  it('are readable by all earlier readers while they only gain what may be missing', () => {
    expect(judged({ versions: [{}, { colour: COLOUR }, { colour: { ...COLOUR, minLength: 1 } }] })).toEqual(
      expect.stringContaining('write upcast-v2.ts'),
    );
    expect(judged({ versions: [{}, { colour: COLOUR }, { colour: COLOUR }] })).toEqual([1, 1, 1]);
  });

  it('are judged by their schemas where the examples show nothing', () => {
    expect(judged({ versions: [grades('A', 'B'), grades('A', 'B', 'C')] })).toEqual([1, 2]);
    expect(judged({ versions: [grades('A', 'B'), grades('A')] })).toMatch(/data\.scale.*; write upcast-v1\.ts/u);
    expect(judged({ versions: [grades('A', 'B'), grades('A')], upcasts: [1] })).toEqual([1, 1]);
  });

  it('name the fields that earlier readers do not understand', () => {
    const versions = versionsOf({ versions: [grades('A'), grades('A', 'B'), { colour: COLOUR, ...grades('A', 'B') }] });
    const unreadable = (versions as readonly JudgedVersion[]).map((version) => [...version.unreadable]);
    expect(unreadable).toEqual([[], [[1, ['scale']]], [[1, ['scale']]]]);
  });

  it('are compared with every earlier one, not only with the one before', () => {
    expect(judged({ versions: [grades('A'), grades('A', 'B'), grades('A', 'B')] })).toEqual([1, 2, 2]);
    expect(judged({ versions: [grades('A'), grades('A', 'B'), grades('A')], upcasts: [2] })).toEqual([1, 2, 1]);
  });

  it('must take data of every earlier version that no upcaster changes', () => {
    const colours = (...values: readonly string[]): object => ({ colour: { ...COLOUR, enum: values } });
    const versions = [colours('red', 'blue'), {}, colours('red')];
    expect(judged({ versions })).toMatch(/data\.colour.*; write upcast-v2\.ts/u);
    expect(judged({ versions, upcasts: [1] })).toEqual([1, 1, 1]);
  });

  it('have fixtures that keep their schema', () => {
    const files = { [`${FOLDER}/fixtures/v1-light.json`]: { weight: 0 } };
    expect(judged({ versions: [{}], files })).toBe('does not keep its schema: /weight must be >= 1');
  });

  it('have no downcaster before the first', () => {
    const files = { [`${FOLDER}/downcast-v1.ts`]: '' };
    expect(judged({ versions: [{}], files })).toBe('has downcast-v1.ts, but there is no version before the first');
  });
});
