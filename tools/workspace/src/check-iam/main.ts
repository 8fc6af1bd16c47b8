import { UNOBSERVABLE } from './expectations.ts';
import { examineGrant, type Finding } from './examine-grant.ts';
import { grantsOf, type Grant } from './grants.ts';
import { examine } from './system.ts';
import { buildChanged } from '../launch/build-changed.ts';
import { WORKSPACE } from '../launch/workspace-root.ts';

/** Systems examined side by side: one for each of two cores. */
const PARALLEL = 2;

async function allGrants(): Promise<readonly Grant[]> {
  const { cloud } = await examine();
  const grants = grantsOf(cloud.roles);
  await cloud.stop();
  return grants;
}

const lastPart = (arn: string): string => arn.split(/[:/]/u).at(-1) ?? arn;

function line({ grant, flow, symptom, verdict }: Finding): string {
  const seen = symptom === 'deployment' ? 'deployment refused' : `${flow}: ${symptom}`;
  const shown = verdict === 'needed' ? seen : flow;
  return `${verdict.padEnd(12)} ${grant.action.padEnd(28)} ${lastPart(grant.roleArn).slice(0, 52).padEnd(54)} ${shown}`;
}

async function examineAll(grants: readonly Grant[]): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const waiting = [...grants];
  const work = async (): Promise<void> => {
    for (let grant = waiting.shift(); grant !== undefined; grant = waiting.shift()) {
      const finding = await examineGrant(grant);
      findings.push(finding);
      console.log(line(finding));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return findings;
}

await buildChanged(WORKSPACE);
const [only] = process.argv.slice(2);
const grants = (await allGrants()).filter(
  ({ roleArn, action }) => only === undefined || `${roleArn} ${action}`.includes(only),
);
if (grants.length === 0) {
  console.error(
    `No grant's role or action has ${only} in it: give part of one, such as dynamodb:PutItem, or nothing for all.`,
  );
  process.exit(1);
}
const findings = await examineAll(grants);
const count = (verdict: Finding['verdict']): number => findings.filter((one) => one.verdict === verdict).length;
const failed = count('not refused') + count('refused without its symptom');
for (const { action, reason } of UNOBSERVABLE) console.log(`cannot be observed: ${action}. ${reason}`);
console.log(
  `${findings.length} grants: ${count('needed')} needed, ${count('cannot be observed')} cannot be observed, ${failed} to look at`,
);
process.exit(failed === 0 ? 0 : 1);
