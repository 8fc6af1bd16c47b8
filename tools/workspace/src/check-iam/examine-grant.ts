import { expectationOf, UNOBSERVABLE, type Expectation } from './expectations.ts';
import { FLOWS } from './flows.ts';
import { without, type Grant } from './grants.ts';
import { shows } from './symptoms.ts';
import { examine, type Examined } from './system.ts';

export type Verdict = 'needed' | 'not refused' | 'refused without its symptom' | 'cannot be observed';

export interface Finding extends Expectation {
  readonly grant: Grant;
  readonly verdict: Verdict;
}

/** Times that waiting work is let run, or the clock is moved to what is due next. */
const MAX_STEPS = 120;

/** How long running work gets in one step, in milliseconds. */
const STEP_MS = 100;

function take(system: Examined, grant: Grant): void {
  const { roles } = system.cloud;
  const policy = roles.policies(grant.roleArn).get(grant.policyName);
  if (policy) roles.attach(grant.roleArn, grant.policyName, without(policy, grant));
}

/** Denials name the session `…:assumed-role/<role>/<function>`. */
function isRefused(system: Examined, { roleArn, action }: Grant): boolean {
  const role = `:assumed-role/${roleArn.slice(roleArn.lastIndexOf('/') + 1)}/`;
  return system.cloud.denials.some(
    ({ principalArn, permission }) => permission.action === action && principalArn.includes(role),
  );
}

/** Lets running work go on; when everything only waits for time to pass, moves the clock. False when nothing moves any more. */
async function step({ cloud }: Examined): Promise<boolean> {
  if (await cloud.settled(STEP_MS)) return false;
  const now = cloud.clock.now();
  const dues = cloud.pending().map(({ dueAt }) => dueAt ?? now);
  if (dues.length > 0 && dues.every((due) => due > now)) await cloud.clock.advance(Math.min(...dues) - now);
  return true;
}

async function verdictOf(system: Examined, grant: Grant, { symptom }: Expectation): Promise<Verdict> {
  let moves = true;
  for (let count = 0; count < MAX_STEPS && moves; count += 1) {
    moves = await step(system);
    if (isRefused(system, grant) && (await shows(symptom, system, grant))) return 'needed';
  }
  return isRefused(system, grant) ? 'refused without its symptom' : 'not refused';
}

/** Deploys everything, takes the grant away, runs the flow that needs it, and looks for the refusal and its symptom. */
export async function examineGrant(grant: Grant): Promise<Finding> {
  const expectation = expectationOf(grant);
  if (UNOBSERVABLE.some(({ action }) => action === grant.action))
    return { grant, ...expectation, verdict: 'cannot be observed' };
  const system = await examine();
  try {
    take(system, grant);
    await FLOWS[expectation.flow](system);
    return { grant, ...expectation, verdict: await verdictOf(system, grant, expectation) };
  } finally {
    await system.cloud.stop();
  }
}
