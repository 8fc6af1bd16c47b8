import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { MAX_EVENT_BYTES } from './envelope.ts';
import { ContractViolationError, EventTooLargeError, UnknownEventError } from './errors.ts';
import { parseEvent } from './parse-event.ts';
import { envelopeWith } from './testing/envelope.ts';
import { parcelWeighed } from './testing/parcel-weighed.ts';
import { entryBytes, toEntry } from './to-entry.ts';

const bus = { busName: 'tidings-test' };
const padded = (characters: number): ReturnType<typeof envelopeWith> =>
  envelopeWith({ data: { weight: 1, stops: [{ depot: 'x'.repeat(characters) }] } });

describe('toEntry', () => {
  it('addresses the event as its contract says', () => {
    const envelope = envelopeWith({});
    const entry: PutEventsRequestEntry = toEntry(parcelWeighed, envelope, bus);
    expect(entry).toEqual({
      EventBusName: 'tidings-test',
      Source: 'depots',
      DetailType: 'ParcelWeighed',
      Detail: JSON.stringify(envelope),
      Time: new Date('2026-01-05T09:30:00.000Z'),
    });
  });

  it('makes what parseEvent reads', () => {
    const envelope = envelopeWith({ replay: 'again' });
    const { Source, DetailType, Detail } = toEntry(parcelWeighed, envelope, bus);
    const text = JSON.stringify({ source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) });
    expect(parseEvent(text, [parcelWeighed.v1])).toEqual(envelope);
  });

  it.each([
    { parts: { data: { weight: '1' } }, path: '/data/weight', problem: 'must be number' },
    { parts: { data: { weight: 1, note: 'x' } }, path: '/data/note', problem: 'is no field of version 1' },
    {
      parts: { data: { weight: 1, stops: [{ depot: 'x' }, { depot: 'y', city: 'z' }] } },
      path: '/data/stops/1/city',
      problem: 'is no field of version 1',
    },
    { parts: { type: 'ParcelLost' }, path: '/type', problem: 'must be ParcelWeighed' },
    { parts: { occurredAt: 'today' }, path: '/occurredAt', problem: 'must match format "date-time"' },
    { parts: { occurredAt: '2016-12-31T23:59:60Z' }, path: '/occurredAt', problem: 'must not be in a leap second' },
    { parts: { correlationId: '\ud800' }, path: '', problem: 'no reader takes it: a lone surrogate' },
  ])('refuses an envelope that breaks its contract: $problem', ({ parts, path, problem }) => {
    const refusal = expect.objectContaining({ name: 'ContractViolationError', path, problem });
    expect(() => toEntry(parcelWeighed, envelopeWith(parts), bus)).toThrow(refusal);
  });

  it('refuses a version that the contract does not have', () => {
    expect(() => toEntry(parcelWeighed, envelopeWith({ version: 4 }), bus)).toThrow(UnknownEventError);
  });

  it('takes an entry of the largest size and refuses one byte more', () => {
    const spare = MAX_EVENT_BYTES - entryBytes(toEntry(parcelWeighed, padded(0), bus));
    expect(entryBytes(toEntry(parcelWeighed, padded(spare), bus))).toBe(MAX_EVENT_BYTES);
    expect(() => toEntry(parcelWeighed, padded(spare + 1), bus)).toThrow(EventTooLargeError);
  });

  it('counts bytes as EventBridge does: UTF-8, and 14 for the time', () => {
    // docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
    const entry = { EventBusName: 'bus', Source: 'é', DetailType: 'abc', Detail: '"😀"', Time: new Date(0) };
    expect(entryBytes(entry)).toBe(14 + 2 + 3 + 6);
  });

  it('says which event is at fault', () => {
    expect(() => toEntry(parcelWeighed, envelopeWith({ data: {} }), bus)).toThrow(ContractViolationError);
    expect(() => toEntry(parcelWeighed, padded(300_000), bus)).toThrow(/parcel-7\/1 has \d+ bytes/);
  });
});
