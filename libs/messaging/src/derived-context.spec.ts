import { describe, expect, it } from 'vitest';
import { derivedContext } from './derived-context.ts';

const cause = {
  id: 'order-1/1',
  correlationId: 'c-1',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  hops: 3,
};

describe('a derived context', () => {
  it('is one hop further, caused by the event, in the same trace', () => {
    expect(derivedContext(cause, '2026-03-01T12:00:00.000Z')).toEqual({
      occurredAt: '2026-03-01T12:00:00.000Z',
      correlationId: 'c-1',
      causationId: 'order-1/1',
      traceparent: expect.stringMatching(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/u),
      hops: 4,
    });
  });

  it('carries the mark of a replay on', () => {
    expect(derivedContext({ ...cause, replay: 'may' }, '2026-03-01T12:00:00.000Z').replay).toBe('may');
  });
});
