import type { EventEnvelope } from '../envelope.ts';

/** A valid envelope of an event that nothing else is known of, with the given parts. */
export function envelopeWith<const Parts extends Partial<EventEnvelope>>(parts: Parts): EventEnvelope & Parts {
  return {
    id: 'parcel-7/1',
    type: 'ParcelWeighed',
    version: 1,
    occurredAt: '2026-01-05T09:30:00.000Z',
    correlationId: 'request-1',
    causationId: 'request-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    hops: 0,
    data: { weight: 300, stops: [] },
    ...parts,
  };
}

/** The event as a queue gets it from the bus. */
export function busText(detail: object, around: object = {}): string {
  return JSON.stringify({
    version: '0',
    id: '17793124-05d4-b198-2fde-7ededc63b103',
    'detail-type': 'ParcelWeighed',
    source: 'depots',
    account: '000000000000',
    time: '2026-01-05T09:30:00Z',
    region: 'eu-west-1',
    resources: [],
    detail,
    ...around,
  });
}
