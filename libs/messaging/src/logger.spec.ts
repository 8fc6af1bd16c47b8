import { describe, expect, it } from 'vitest';
import { makeLogger } from './logger.ts';

function makeSpecLogger() {
  const lines: string[] = [];
  const write = (line: string): void => void lines.push(line);
  const logger = makeLogger('orders', { write, now: () => new Date('2026-03-01T12:00:00.000Z') });
  return { logger, objects: () => lines.map((line): unknown => JSON.parse(line)), lines };
}

const HEAD = { timestamp: '2026-03-01T12:00:00.000Z', service: 'orders' };

describe('the logger', () => {
  it('writes one JSON object a line, with level, time, service and every field given', () => {
    const { logger, objects, lines } = makeSpecLogger();
    logger.info('Order placed\nwith a second line', { orderId: 'o-1' });
    logger.warn('Slow');
    expect(lines.join('').trimEnd().split('\n')).toHaveLength(2);
    expect(objects()).toEqual([
      { level: 'INFO', message: 'Order placed\nwith a second line', ...HEAD, orderId: 'o-1' },
      { level: 'WARN', message: 'Slow', ...HEAD },
    ]);
  });

  it('puts kept fields into every line, and keeps loggers made from one another apart', () => {
    const { logger, objects } = makeSpecLogger();
    const kept = logger.with({ correlationId: 'c-1' });
    kept.with({ eventId: 'e-1' }).debug('one');
    kept.info('other', { eventId: 'e-2' });
    expect(objects()).toEqual([
      { level: 'DEBUG', message: 'one', ...HEAD, correlationId: 'c-1', eventId: 'e-1' },
      { level: 'INFO', message: 'other', ...HEAD, correlationId: 'c-1', eventId: 'e-2' },
    ]);
  });

  it('writes an error with its fields and its causes', () => {
    const { logger, objects } = makeSpecLogger();
    const error = Object.assign(new TypeError('no', { cause: new RangeError('deeper') }), { stream: 'order-1' });
    logger.error('Failed', { error });
    expect(objects()).toMatchObject([
      {
        error: {
          name: 'TypeError',
          message: 'no',
          stream: 'order-1',
          cause: { name: 'RangeError', message: 'deeper' },
        },
      },
    ]);
  });

  it('writes the line even when a field cannot be written', () => {
    const { logger, objects } = makeSpecLogger();
    const circle: Record<string, unknown> = {};
    circle['itself'] = circle;
    logger.info('Round', { circle });
    logger.info('Large', { count: 2n ** 64n });
    expect(objects()).toEqual([
      { level: 'INFO', message: 'Round', ...HEAD, unwritable: expect.stringContaining('circular') },
      { level: 'INFO', message: 'Large', ...HEAD, count: '18446744073709551616' },
    ]);
  });
});
