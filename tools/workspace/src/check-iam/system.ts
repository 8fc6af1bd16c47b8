import { OPERATOR, type RunningCloud } from '@tidings/local-cloud';
import { launch, type Launched } from '../launch/launch.ts';

type Members = Readonly<Record<string, unknown>>;

/** A system under examination, with what the flows do to it and what they look at. */
export interface Examined extends Launched {
  aws(service: string, operation: string, input: Members): Promise<Members>;
  /** Physical id of the first resource of a type whose logical id begins so, in a service's stack. */
  physicalId(service: string, logicalId: string, type: string): string;
}

/** Deploys the synthesized templates once more; nothing is built. `beforeDeploy` can change how the cloud takes them. */
export async function examine(beforeDeploy?: (cloud: RunningCloud) => void): Promise<Examined> {
  const launched = await launch({ build: false, ...(beforeDeploy && { beforeDeploy }) });
  return {
    ...launched,
    aws: (service, operation, input) => launched.cloud.call({ principal: OPERATOR, service, operation, input }),
    physicalId: (service, logicalId, type) => {
      const resources = launched.stacks.find(({ stackName }) => stackName.endsWith(`-${service}`))?.resources ?? [];
      const found = resources.find((one) => one.type === type && one.logicalId.startsWith(logicalId));
      if (!found) throw new RangeError(`The stack of ${service} has no ${type} whose name begins with ${logicalId}.`);
      return found.physicalId;
    },
  };
}
