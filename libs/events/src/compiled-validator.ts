import type { ContractProblem } from './errors.ts';

/** A validator as the generator writes it: it answers, and leaves the first thing that is wrong in `errors`. */
export interface CompiledValidator {
  (data: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null;
}

/** Leaves a problem on a validator, for generated code; the answer is the validator's. */
export function fail(validate: CompiledValidator, instancePath: string, message: string): false {
  validate.errors = [{ instancePath, message }];
  return false;
}

/** Longest text of a problem; a value inside it is cut. */
const MAX_PROBLEM_CHARACTERS = 300;

/** The first thing that a validator finds wrong, or `undefined`. `at` is put before the path. */
export function problemOf(validate: CompiledValidator, data: unknown, at = ''): ContractProblem | undefined {
  if (validate(data)) return undefined;
  const error = validate.errors?.[0];
  const path = `${at}${error?.instancePath ?? ''}`.slice(0, MAX_PROBLEM_CHARACTERS);
  return { path, problem: (error?.message ?? 'is not valid').slice(0, MAX_PROBLEM_CHARACTERS) };
}
