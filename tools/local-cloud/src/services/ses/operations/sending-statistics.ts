import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import type { SesState } from '../state.ts';

/** An account out of the sandbox begins with these. Neither is enforced here. docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas.html */
const MAX_24_HOUR_SEND = 50_000;
const MAX_SEND_RATE = 14;

const DAY_MS = 24 * 60 * 60_000;

/** Fifteen minutes, over the last two weeks. docs.aws.amazon.com/ses/latest/APIReference/API_GetSendStatistics.html */
const DATA_POINT_MS = 15 * 60_000;
const KEPT_MS = 14 * DAY_MS;

function quota(state: SesState): Json {
  const since = state.cloud.clock.now() - DAY_MS;
  const sent = state.ledger.filter(({ sentAt }) => sentAt > since).length;
  return { Max24HourSend: MAX_24_HOUR_SEND, MaxSendRate: MAX_SEND_RATE, SentLast24Hours: sent };
}

function statistics(state: SesState): Json {
  const since = state.cloud.clock.now() - KEPT_MS;
  const counts = new Map<number, number>();
  for (const { sentAt } of state.ledger.filter((mail) => mail.sentAt > since)) {
    const start = Math.floor(sentAt / DATA_POINT_MS) * DATA_POINT_MS;
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  const points = [...counts].map(([start, count]) => ({
    Timestamp: new Date(start),
    DeliveryAttempts: count,
    Bounces: 0,
    Complaints: 0,
    Rejects: 0,
  }));
  return { SendDataPoints: points };
}

/** docs.aws.amazon.com/ses/latest/APIReference/API_GetSendQuota.html */
export const statisticsOperations = (state: SesState): Readonly<Record<string, Operation>> => ({
  GetSendQuota: async () => quota(state),
  GetSendStatistics: async () => statistics(state),
});
