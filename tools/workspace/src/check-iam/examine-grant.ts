import { TemplateError, type RunningCloud } from '@tidings/local-cloud';
import { expectationOf, UNOBSERVABLE, type Expectation, type Symptom } from './expectations.ts';
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

/** Makes the cloud take the role without the grant, as if the template did not have it. */
const withoutGrant =
  (grant: Grant) =>
  ({ roles }: Pick<RunningCloud, 'roles'>): void => {
    const attach = roles.attach.bind(roles);
    roles.attach = (roleArn, policyName, policy) => {
      const isMeant = roleArn === grant.roleArn && policyName === grant.policyName;
      attach(roleArn, policyName, isMeant ? without(policy, grant) : policy);
    };
  };

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

async function verdictOf(system: Examined, grant: Grant, symptom: Exclude<Symptom, 'deployment'>): Promise<Verdict> {
  let moves = true;
  for (let count = 0; count < MAX_STEPS && moves; count += 1) {
    moves = await step(system);
    if (isRefused(system, grant) && (await shows(symptom, system, grant))) return 'needed';
  }
  return isRefused(system, grant) ? 'refused without its symptom' : 'not refused';
}

/** The deployment is refused, and says which action (or, for a stream, that one of four) is missing. */
async function examineDeployment(grant: Grant): Promise<Verdict> {
  try {
    const system = await examine(withoutGrant(grant));
    await system.cloud.stop();
    return 'not refused';
  } catch (error) {
    const action = grant.action.slice(grant.action.indexOf(':') + 1);
    return error instanceof TemplateError && error.message.includes(action) ? 'needed' : 'refused without its symptom';
  }
}

async function examineFlow(grant: Grant, { flow, symptom }: Expectation): Promise<Verdict> {
  if (symptom === 'deployment') return examineDeployment(grant);
  const system = await examine(withoutGrant(grant));
  try {
    await FLOWS[flow](system);
    return await verdictOf(system, grant, symptom);
  } finally {
    await system.cloud.stop();
  }
}

/** Deploys everything without the grant, runs the flow that needs it, and looks for the refusal and its symptom. */
export async function examineGrant(grant: Grant): Promise<Finding> {
  const expectation = expectationOf(grant);
  const isHidden = UNOBSERVABLE.some(({ action }) => action === grant.action);
  return { grant, ...expectation, verdict: isHidden ? 'cannot be observed' : await examineFlow(grant, expectation) };
}
