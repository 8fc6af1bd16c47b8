import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const PROGRAM = `
import { makeLogger } from ${JSON.stringify(import.meta.resolve('./logger.ts'))};
const logger = makeLogger('orders').with({ correlationId: 'c-1', functionName: 'place-order' });
logger.info('Order placed', { orderId: 'o-1' });
logger.error('Order lost', { error: new TypeError('no', { cause: new RangeError('deeper') }) });
`;

describe('the logger', () => {
  it('writes one JSON object a line, with level, service and every field given', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', PROGRAM], {
      encoding: 'utf8',
    });
    const about = { service: 'orders', correlationId: 'c-1', functionName: 'place-order' };
    const lineOf = (text: string): unknown => JSON.parse(text.trim());
    expect(lineOf(stdout)).toMatchObject({ level: 'INFO', message: 'Order placed', orderId: 'o-1', ...about });
    expect(lineOf(stderr)).toMatchObject({
      level: 'ERROR',
      message: 'Order lost',
      error: { name: 'TypeError', message: 'no', cause: { name: 'RangeError', message: 'deeper' } },
      ...about,
    });
  });
});
