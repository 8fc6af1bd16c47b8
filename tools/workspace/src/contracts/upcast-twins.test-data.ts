import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { type ContractSource, type ContractVersionSource, validationSchema } from '@tidings/event-schemas';
import { compileSchema, contractAjv } from './emit-validator.ts';
import { pythonAnswers } from './python-judge.test-data.ts';

/** Data of one version, and the file that it comes from. */
interface Stored {
  readonly file: string;
  readonly data: unknown;
}

/** One step of upcasting: from this version to the next. */
interface Step {
  readonly contract: ContractSource;
  readonly from: ContractVersionSource;
  readonly to: ContractVersionSource;
}

/** What of a contract's upcasters is wrong, and of how many data that was found out. */
export interface ComparedUpcasts {
  readonly differences: readonly string[];
  readonly compared: number;
}

/**
 * Runs the upcasters of a contract that stand there in both languages over every example and fixture, also over what
 * earlier upcasters made of older ones.
 */
export async function comparedUpcasts(contract: ContractSource): Promise<ComparedUpcasts> {
  const differences: string[] = [];
  let compared = 0;
  let carried: readonly Stored[] = [];
  for (const [index, from] of contract.versions.entries()) {
    const data = [...carried, { file: `v${from.version}.example.json`, data: from.example }, ...from.fixtures];
    const to = contract.versions[index + 1];
    if (to === undefined) break;
    const step = await compareStep({ contract, from, to }, data);
    differences.push(...step.differences);
    compared += step.compared;
    carried = step.after;
  }
  return { differences, compared };
}

async function compareStep(
  { contract: { folder }, from, to }: Step,
  data: readonly Stored[],
): Promise<ComparedUpcasts & { readonly after: readonly Stored[] }> {
  const python = join(folder, `upcast_v${from.version}.py`);
  const inPython = existsSync(python);
  if (!from.hasUpcast) {
    const alone = inPython ? [`${python} stands without upcast-v${from.version}.ts`] : [];
    return { differences: alone, compared: 0, after: data };
  }
  const after = await upcastInTypeScript(join(folder, `upcast-v${from.version}.ts`), data);
  const answers = inPython ? runInPython(python, data) : after.map((each) => ({ data: each.data }));
  const takes = compileSchema(contractAjv(), validationSchema(to.model), folder);
  const differences = after.flatMap(({ file, data: made }, index) => [
    ...(takes(made) ? [] : [`${file} upcast in TypeScript is not valid as version ${to.version}: ${shown(made)}`]),
    ...(isDeepStrictEqual(answers[index], { data: made })
      ? []
      : [`${file} upcast to version ${to.version}: ${shown(made)} in TypeScript, ${shown(answers[index])} in Python`]),
  ]);
  return { differences, compared: inPython ? data.length : 0, after };
}

async function upcastInTypeScript(path: string, data: readonly Stored[]): Promise<readonly Stored[]> {
  const { upcast } = (await import(pathToFileURL(path).href)) as { readonly upcast: (before: unknown) => unknown };
  return data.map(({ file, data: before }) => ({ file, data: asJson(upcast(structuredClone(before))) }));
}

function runInPython(module: string, data: readonly Stored[]): readonly unknown[] {
  const questions = data.map((each) => ({ module, data: each.data }));
  return pythonAnswers(questions, 'run_upcasts.py');
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function shown(value: unknown): string {
  return JSON.stringify(value);
}
