import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ContractSourceError } from '@tidings/event-schemas';
import { describe, expect, it } from 'vitest';
import {
  contractTree,
  FOLDER,
  PARCEL_WEIGHED,
  parcelSchema,
  THREE_VERSIONS,
  WEIGHT,
} from './contract-tree.test-data.ts';
import { EVERY_KEYWORD } from './every-keyword.test-data.ts';
import { generateFiles, writeFiles } from './generate.ts';
import { noPython } from './python-judge.test-data.ts';

const LIBRARY = resolve(import.meta.dirname, '../../../../libs/python');

function moduleOf(files: Readonly<Record<string, unknown>>, folder: string): string {
  using tree = contractTree(files);
  writeFiles(generateFiles(tree.root, folder));
  return readFileSync(join(tree.root, 'contracts', folder, 'generated/contract.py'), 'utf8');
}

describe('the Python types of a contract', () => {
  const text = moduleOf(EVERY_KEYWORD, 'depots/crate-packed');
  const lineAfter = (start: string): string | undefined => text.split('\n').find((line) => line.startsWith(start));

  it.each([
    ['    whole: ', 'int'],
    ['    size: ', 'int | float'],
    ['    level: ', 'Literal[1, 2, 3]'],
    ['    rate: ', 'int | float'],
    ['    sealed: ', 'NotRequired[Literal[True]]'],
    ['    note: ', 'NotRequired[Union[str, None]]'],
    ['    colour: ', `NotRequired[Literal["red", "grün", "men's"]]`],
    ['    tags: ', 'NotRequired[list[str]]'],
    ['    sums: ', 'NotRequired[dict[str, int]]'],
    ['    content: ', 'NotRequired[Union["CratePackedV1ContentBook", "CratePackedV1ContentCup"]]'],
    ['    place: ', 'NotRequired["CratePackedV1Place"]'],
    ['        "from": ', 'NotRequired[str],'],
  ])('say of %s %s', (start, type) => {
    expect(lineAfter(start)).toBe(`${start}${type}`);
  });

  it('carry the words of the schema', () => {
    expect(text).toContain('    size: int | float\n    """Metres."""\n');
  });

  it('are what Python takes them for', (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    const code = `${text}\nprint(sorted(CratePackedV1.__required_keys__), list(CratePackedV1Closed.__annotations__))`;
    const { stdout, stderr } = spawnSync('python3', ['-W', 'error', '-'], {
      input: code,
      env: { ...process.env, PYTHONPATH: LIBRARY, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const required = "['fragile', 'level', 'rate', 'size', 'steps', 'whole']";
    expect(stdout.trim()).toBe(`${required} ['a/b', 'c~d', 'from']`);
  });

  it('have a docstring whatever the words are', (context) => {
    const words = String.raw`Ends with "quotes""" and \ and "`;
    const module = moduleOf(
      { ...PARCEL_WEIGHED, [`${FOLDER}/v1.schema.json`]: parcelSchema({ weight: { ...WEIGHT, description: words } }) },
      FOLDER,
    );
    if (noPython !== undefined) return context.skip(noPython);
    const { stderr } = spawnSync(
      'python3',
      ['-W', 'error', '-c', 'import sys; compile(sys.stdin.read(), "m", "exec")'],
      {
        input: module,
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
  });
});

describe('a contract that Python cannot read', () => {
  it.each([
    ['names a property of Unicode', '^\\p{L}$', 'the pattern ^\\p{L}$ names a property of Unicode'],
    ['refers back', '^(a)\\1$', 'refers back to a group'],
  ])('is refused by name: its pattern %s', (_title, pattern, problem) => {
    const scale = { description: 'A scale.', type: 'string', pattern };
    const files = {
      [`${FOLDER}/v1.schema.json`]: parcelSchema({ scale }),
      [`${FOLDER}/v1.example.json`]: { scale: 'aa' },
    };
    const example = pattern.includes('p{L}') ? { ...files, [`${FOLDER}/v1.example.json`]: { scale: 'a' } } : files;
    using tree = contractTree(example);
    expect(() => generateFiles(tree.root, FOLDER)).toThrow(ContractSourceError);
    expect(() => generateFiles(tree.root, FOLDER)).toThrow(problem);
  });
});

describe('old versions in Python', () => {
  it('are refused until an upcast stands beside that of TypeScript', () => {
    const module = moduleOf(THREE_VERSIONS, FOLDER);
    expect(module.match(/upcast_is_missing=True/gu)).toHaveLength(2);
    expect(module).not.toContain('import upcast');
  });

  it('are brought up by the upcasts of the contract folder', (context) => {
    if (noPython !== undefined) return context.skip(noPython);
    using tree = contractTree({
      ...THREE_VERSIONS,
      [`${FOLDER}/upcast_v1.py`]: 'def upcast(data): return {**data, "scale": "unknown"}\n',
    });
    writeFiles(generateFiles(tree.root, FOLDER));
    const code = [
      'import importlib.util, sys',
      `path = ${JSON.stringify(join(tree.root, 'contracts', FOLDER))}`,
      'module = path + "/generated/contract.py"',
      'spec = importlib.util.spec_from_file_location("parcel", module, submodule_search_locations=[path])',
      'contract = sys.modules["parcel"] = importlib.util.module_from_spec(spec)',
      'spec.loader.exec_module(contract)',
      'first, second, _ = contract.parcel_weighed.v1.definitions',
      'print(first.upcast({"weight": 1}), second.upcast_is_missing)',
    ].join('\n');
    const { stdout, stderr } = spawnSync('python3', ['-W', 'error', '-c', code], {
      env: { ...process.env, PYTHONPATH: LIBRARY, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout.trim()).toBe("{'weight': 1, 'scale': 'unknown'} True");
  });
});
