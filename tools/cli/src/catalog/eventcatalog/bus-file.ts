import type { OutputFile } from '../output/output-file.ts';
import { SERVICE_VERSION, mdxPage } from './mdx.ts';

/** The channel that every event goes over. */
export const BUS: { readonly id: string; readonly version: string } = { id: 'event-bus', version: SERVICE_VERSION };

/** The page of the bus. */
export function busFile(): OutputFile {
  const facts = {
    ...BUS,
    name: 'Event bus',
    summary: 'The EventBridge bus that all services of a stage share.',
    address: 'tidings-{stage}',
    protocols: ['eventbridge'],
    deliveryGuarantee: 'at-least-once',
    parameters: { stage: { description: 'Name of the stage.' } },
  };
  return { path: 'channels/event-bus/index.mdx', text: mdxPage(facts, ['## Overview', '<NodeGraph />']) };
}
