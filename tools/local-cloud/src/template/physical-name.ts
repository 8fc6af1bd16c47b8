import { createHash } from 'node:crypto';

/** CloudFormation ends the names it makes with twelve characters of its own. */
const NAME_SUFFIX_LENGTH = 12;

export interface NamedResource {
  readonly stackName: string;
  readonly logicalId: string;
  /** How often the resource was replaced since the cloud started: a replacement stands beside the one it replaces. */
  readonly generation: number;
}

/** `<stack>-<logical id>-<hash>` in at most `maxLength` characters, the same at each start. */
export function physicalName({ stackName, logicalId, generation }: NamedResource, maxLength: number): string {
  const seed = `${stackName}/${logicalId}${generation === 0 ? '' : `/${generation}`}`;
  const suffix = createHash('sha256').update(seed).digest('hex').slice(0, NAME_SUFFIX_LENGTH).toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
}
