import { findInterpreter, missingInterpreter, OPERATOR, type RunningCloud } from '@tidings/local-cloud';

interface ListedFunction {
  readonly FunctionName: string;
  readonly Runtime: string;
}

async function listFunctions(cloud: RunningCloud): Promise<readonly ListedFunction[]> {
  const found: ListedFunction[] = [];
  let Marker: unknown;
  do {
    const input = Marker === undefined ? {} : { Marker };
    const page = await cloud.call({ principal: OPERATOR, service: 'lambda', operation: 'ListFunctions', input });
    found.push(...(page['Functions'] as readonly ListedFunction[]));
    Marker = page['NextMarker'];
  } while (typeof Marker === 'string' && Marker !== '');
  return found;
}

async function lineOf(runtime: string, names: readonly string[]): Promise<string | undefined> {
  const interpreter = await findInterpreter(runtime);
  if (interpreter === undefined) return `Cannot run: ${names.join(', ')}; ${missingInterpreter(runtime)}.`;
  const isItself = `python${interpreter.version}.`.startsWith(`${runtime}.`);
  return isItself ? undefined : `${runtime} functions run on Python ${interpreter.version}.`;
}

/** What a person should know of the machine's Python: which version stands in for which, or what cannot run without. */
export async function interpreterLines(cloud: RunningCloud): Promise<readonly string[]> {
  const byRuntime = new Map<string, string[]>();
  for (const { FunctionName, Runtime } of await listFunctions(cloud))
    if (Runtime.startsWith('python')) byRuntime.set(Runtime, [...(byRuntime.get(Runtime) ?? []), FunctionName]);
  const lines = await Promise.all([...byRuntime].map(([runtime, names]) => lineOf(runtime, names)));
  return lines.filter((line) => line !== undefined);
}
