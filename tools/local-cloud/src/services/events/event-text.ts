import type { Cloud } from '../../core/cloud.ts';

export interface EventFields {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  /** JSON text of an object, taken over as it is, so that numbers keep their digits. */
  readonly detail: string;
  readonly resources: readonly string[];
  /** Epoch milliseconds; events carry whole seconds. */
  readonly time: number;
}

/** The event as targets and patterns see it. docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export function eventText(fields: EventFields, cloud: Pick<Cloud, 'accountId' | 'region'>): string {
  const head = JSON.stringify({
    version: '0',
    id: fields.id,
    'detail-type': fields.detailType,
    source: fields.source,
    account: cloud.accountId,
    time: `${new Date(fields.time).toISOString().slice(0, 19)}Z`,
    region: cloud.region,
    resources: fields.resources,
  });
  return `${head.slice(0, -1)},"detail":${fields.detail.trim()}}`;
}

/** The same event as a replay sends it. docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html */
export const withReplayName = (text: string, replayName: string): string =>
  `${text.slice(0, -1)},"replay-name":${JSON.stringify(replayName)}}`;
