import { describe, expect, it } from 'vitest';
import { makeFaults } from './faults.ts';

const chance = { kind: 'crash', service: 'ses', operation: 'SendRawEmail', target: 'confirm-order' } as const;

describe('faults', () => {
  it('strike once, at the call that they wait for', () => {
    const faults = makeFaults();
    faults.add({ kind: 'crash', service: 'ses', target: 'confirm' });
    expect(faults.strike({ ...chance, service: 'sqs' })).toBeUndefined();
    expect(faults.strike({ ...chance, target: 'cancel-order' })).toBeUndefined();
    expect(faults.strike({ ...chance, moment: 'after' })).toBeUndefined();
    expect(faults.strike(chance)).toMatchObject({ kind: 'crash', service: 'ses' });
    expect(faults.strike(chance)).toBeUndefined();
  });

  it('let chances pass by first, then strike as often as told', () => {
    const faults = makeFaults();
    faults.add({ kind: 'crash', skip: 1, times: 2 });
    const struck = [1, 2, 3, 4].map(() => faults.strike(chance) !== undefined);
    expect(struck).toEqual([false, true, true, false]);
    expect(faults.list()).toMatchObject([{ kind: 'crash', struck: 2 }]);
  });

  it('strike no more once removed', () => {
    const faults = makeFaults();
    faults.remove(faults.add({ kind: 'crash' }));
    expect(faults.strike(chance)).toBeUndefined();
  });
});
