import { TemplateError } from '@tidings/local-cloud';
import { BuildFailedError } from '../launch/build-changed.ts';
import { DeployOrderError } from '../launch/deploy-order.ts';
import { PortTakenError } from '../launch/launch.ts';

/**
 * What a person is told when a command fails: one sentence for what they can mend, after the tool's own output where there is
 * some; everything else is a defect of ours and keeps its stack.
 */
export function explain(error: unknown): string {
  if (error instanceof BuildFailedError) return `${error.log.trimEnd()}\n\n${error.message}`;
  if (error instanceof PortTakenError || error instanceof DeployOrderError) return error.message;
  if (error instanceof TemplateError) return `A template cannot run here: ${error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
