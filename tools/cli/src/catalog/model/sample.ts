import type { CatalogEvent, CatalogVersion } from './catalog.ts';
import { type JsonObject, asText, isObject } from './json.ts';

const SAMPLE_TIME = '2026-01-05T09:30:00.000Z';

/** An envelope around a version's example, as a publisher would write it. The same each time. */
export function sampleEnvelope(event: CatalogEvent, { version, example }: CatalogVersion): JsonObject {
  const stream = streamOf(example) ?? `${event.slug}-1`;
  return {
    id: `${stream}/1`,
    type: event.type,
    version,
    occurredAt: SAMPLE_TIME,
    correlationId: 'a4e0c5a2-7c1b-4a5e-9f43-2d6b1c9e8f10',
    causationId: 'a4e0c5a2-7c1b-4a5e-9f43-2d6b1c9e8f10',
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    hops: 0,
    data: example,
  };
}

/** The same as EventBridge hands it to a rule's target. */
export function sampleDelivery(event: CatalogEvent, version: CatalogVersion): JsonObject {
  return {
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    'detail-type': event.type,
    source: event.owner,
    account: '123456789012',
    time: '2026-01-05T09:30:00Z',
    region: 'eu-west-1',
    resources: [],
    detail: sampleEnvelope(event, version),
  };
}

/** `orderId: "6f1f…"` → `order-6f1f…`, as streams are called. */
function streamOf(example: unknown): string | undefined {
  if (!isObject(example)) return undefined;
  const [name, value] = Object.entries(example).find(([key]) => key.endsWith('Id')) ?? [];
  const id = asText(value).replaceAll(/[\s/]/gu, '');
  return name === undefined || id === '' ? undefined : `${name.slice(0, -2)}-${id}`.slice(0, 200);
}
