import type { Symptom } from './expectations.ts';
import type { Grant } from './grants.ts';
import type { Examined } from './system.ts';

interface FunctionConfiguration {
  readonly FunctionName: string;
  readonly Role: string;
  readonly LoggingConfig: { readonly LogGroup: string };
}

/** A role of the templates that no function runs as. */
export class RoleWithoutFunctionError extends Error {
  override readonly name = 'RoleWithoutFunctionError';
}

async function functionOf(system: Examined, { roleArn }: Grant): Promise<FunctionConfiguration> {
  const { Functions: functions } = await system.aws('lambda', 'ListFunctions', {});
  const found = (functions as readonly FunctionConfiguration[]).find(({ Role: role }) => role === roleArn);
  if (!found) throw new RoleWithoutFunctionError(`No function runs as ${roleArn}.`);
  return found;
}

async function logLines(system: Examined, grant: Grant, filterPattern?: string): Promise<number> {
  const { LoggingConfig: logging } = await functionOf(system, grant);
  const input = { logGroupName: logging.LogGroup, ...(filterPattern === undefined ? {} : { filterPattern }) };
  const { events } = await system.aws('logs', 'FilterLogEvents', input);
  return (events as readonly unknown[]).length;
}

async function mappingProblem(system: Examined, grant: Grant): Promise<boolean> {
  const { FunctionName } = await functionOf(system, grant);
  const { EventSourceMappings: mappings } = await system.aws('lambda', 'ListEventSourceMappings', { FunctionName });
  const results = (mappings as readonly { readonly LastProcessingResult?: string }[]).map(
    (one) => one.LastProcessingResult ?? '',
  );
  return results.some((result) => result.startsWith('PROBLEM'));
}

/** Whether a person who looks where the symptom is would see that the grant is missing. */
export async function shows(symptom: Symptom, system: Examined, grant: Grant): Promise<boolean> {
  switch (symptom) {
    case 'function log':
      return (await logLines(system, grant, `"${grant.action}"`)) > 0;
    case 'no log':
      return (await logLines(system, grant)) === 0;
    case 'mapping state':
      return mappingProblem(system, grant);
  }
}
