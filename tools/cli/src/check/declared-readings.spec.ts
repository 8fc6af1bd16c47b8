import { describe, expect, it } from 'vitest';
import type { Consumer } from '../readings/consumer.ts';
import { declaredReadings } from './declared-readings.ts';

const consumer = (fields: readonly string[], others: Partial<Consumer> = {}): Consumer => ({
  name: 'analytics/sales',
  file: 'sales.ts',
  readings: [{ event: 'orders/order-placed', version: 1, fields, line: 7 }],
  problems: [],
  imports: ['orders/order-placed', 'orders/order-cancelled'],
  ...others,
});

const told = (tree: readonly Consumer[], base: readonly Consumer[]): readonly string[] =>
  declaredReadings(tree, base).map(
    ({ where, event, declares, fields }) => `${where}: ${event} v${declares} [${fields.join(' ')}]`,
  );

describe('Declared readings', () => {
  it('are one when this tree and the base declare the same, in any order', () => {
    expect(told([consumer(['country', 'orderId'])], [consumer(['orderId', 'country'])])).toEqual([
      'both: orders/order-placed v1 [country orderId]',
    ]);
  });

  it('are two when they differ', () => {
    expect(told([consumer(['orderId'])], [consumer(['country'])])).toEqual([
      'tree: orders/order-placed v1 [orderId]',
      'base: orders/order-placed v1 [country]',
    ]);
  });

  it('of the base that cannot be read are of everything that the file imports', () => {
    const problems = [{ file: 'sales.ts', line: 7, problem: 'not literal' }];
    expect(told([], [consumer([], { readings: [], problems })])).toEqual([
      'base: orders/order-placed v1 []',
      'base: orders/order-cancelled v1 []',
    ]);
    expect(declaredReadings([], [consumer([], { problems })])[0]?.fields).toEqual(['']);
  });
});
