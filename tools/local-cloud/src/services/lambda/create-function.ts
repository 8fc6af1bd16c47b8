import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Credentials } from '../../core/principal.ts';
import { discardCode } from './code.ts';
import { invalidParameterValue, resourceConflict } from './errors.ts';
import type { FunctionCode, FunctionSettings, LambdaFunction } from './function.ts';
import { reportFailure } from './internal-failure.ts';
import { launchEnvironment } from './launch.ts';
import { pauseMappings, resumeMappings } from './mappings/mappings.ts';
import { functionArn } from './names.ts';
import { EnvironmentPool } from './runtime/environment-pool.ts';
import { runtimeNamed } from './runtime/runtimes.ts';
import type { LambdaState } from './state.ts';

export interface NewFunction {
  readonly name: string;
  readonly settings: FunctionSettings;
  readonly code: FunctionCode;
  readonly tags: Readonly<Record<string, string>>;
  readonly reservedConcurrency: number | undefined;
}

/**
 * Adds a function. Nothing is loaded before its first invocation.
 * @throws {AwsError} when the name is taken, Lambda may not assume the role, or the runtime is not implemented.
 */
export function addFunction(state: LambdaState, made: NewFunction): LambdaFunction {
  const { name, settings } = made;
  if (state.functions.has(name)) throw resourceConflict(`Function already exist: ${name}`);
  checkSettings(state, settings);
  let credentials: { readonly roleArn: string; readonly keys: Credentials } | undefined;
  const keysOf = (roleArn: string): Credentials => {
    if (credentials?.roleArn !== roleArn) credentials = { roleArn, keys: state.cloud.roles.issue(roleArn, name) };
    return credentials.keys;
  };
  const pool: LambdaFunction['pool'] = new EnvironmentPool({
    start: () => launchEnvironment(state, fn, keysOf(fn.settings.Role)),
    budget: state.budget,
  });
  const fn: LambdaFunction = {
    name,
    arn: functionArn(state.cloud, name),
    settings,
    code: made.code,
    formerCode: [],
    revisionId: randomUUID(),
    modifiedAt: state.cloud.clock.now(),
    reservedConcurrency: made.reservedConcurrency,
    eventInvoke: undefined,
    statements: new Map(),
    tags: new Map(Object.entries(made.tags)),
    pool,
    running: 0,
    deleted: false,
    unlisten: listenTo(state, name, pool),
  };
  state.functions.set(name, fn);
  resumeMappings(state, name).catch(reportFailure('the mappings of a new function'));
  return fn;
}

function listenTo({ cloud }: LambdaState, name: string, pool: LambdaFunction['pool']): () => void {
  const stops = [
    cloud.signals.listen(`crash:${name}`, () => pool.crash()),
    cloud.signals.listen(`warm:${name}`, () => pool.warm()),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Replaces settings or code: running invocations finish on what they have, the next ones get the new. */
export function changeFunction(
  state: LambdaState,
  fn: LambdaFunction,
  change: { readonly settings?: FunctionSettings; readonly code?: FunctionCode },
): void {
  if (change.settings) checkSettings(state, change.settings);
  const after = { settings: change.settings ?? fn.settings, sha256: (change.code ?? fn.code).sha256 };
  if (isDeepStrictEqual(after, { settings: fn.settings, sha256: fn.code.sha256 })) return;
  fn.settings = change.settings ?? fn.settings;
  if (change.code) fn.formerCode.push(fn.code);
  fn.code = change.code ?? fn.code;
  fn.revisionId = randomUUID();
  fn.modifiedAt = state.cloud.clock.now();
  fn.pool.swap();
}

export function removeFunction(state: LambdaState, fn: LambdaFunction): void {
  pauseMappings(state, fn.name);
  endFunction(fn);
  state.functions.delete(fn.name);
}

/** Ends what runs and removes what was made for it. */
export function endFunction(fn: LambdaFunction): void {
  fn.deleted = true;
  fn.unlisten();
  fn.pool.stop();
  for (const code of [fn.code, ...fn.formerCode]) discardCode(code);
}

function checkSettings(state: LambdaState, { Role, Runtime }: FunctionSettings): void {
  runtimeNamed(Runtime);
  if (!state.cloud.roles.trusts(Role, 'lambda.amazonaws.com')) {
    throw invalidParameterValue('The role defined for the function cannot be assumed by Lambda.');
  }
}
