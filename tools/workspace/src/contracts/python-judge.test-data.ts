import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const LIBRARY = resolve(import.meta.dirname, '../../../../libs/python');

/** Why specs of Python's verdicts are skipped, or `undefined` where there is a Python. */
export const noPython: string | undefined =
  spawnSync('python3', ['--version']).error === undefined ? undefined : 'no python3 is installed';

/** A question to the judge; the first one may pick a contract's module. */
export type Question =
  | { readonly module: string; readonly name: string }
  | { readonly version: number; readonly text: string; readonly reading?: readonly string[] }
  | { readonly pattern: string; readonly text: string }
  | { readonly format: string; readonly text: string }
  | { readonly module: string; readonly data: unknown };

/** Python's answers to all questions that have one, from one process that runs a script of this folder. */
export function pythonAnswers(
  questions: readonly Question[],
  script: 'judge_contracts.py' | 'run_upcasts.py' = 'judge_contracts.py',
): readonly unknown[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-W', 'error', join(import.meta.dirname, script)], {
    input: questions.map((question) => `${JSON.stringify(question)}\n`).join(''),
    env: { ...process.env, PYTHONPATH: LIBRARY, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`the judge failed: ${stderr}`);
  return stdout.split('\n').flatMap((line): unknown[] => (line === '' ? [] : [JSON.parse(line)]));
}
