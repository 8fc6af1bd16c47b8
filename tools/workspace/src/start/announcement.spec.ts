import { describe, expect, it } from 'vitest';
import { announcement } from './announcement.ts';

const endpoints = {
  aws: 'http://127.0.0.1:4566',
  orders: 'http://127.0.0.1:4566/_apis/o1',
  analytics: 'http://127.0.0.1:4566/_apis/a1',
  apis: { orders: 'http://127.0.0.1:4566/_apis/o1', analytics: 'http://127.0.0.1:4566/_apis/a1' },
  mailbox: 'http://127.0.0.1:4566/_tidings/mailbox',
  token: 'secret',
};
const stacks = [
  {
    stackName: 'tidings-default-orders',
    outputs: {},
    resources: [
      { logicalId: 'A', type: 'AWS::Lambda::Function', physicalId: 'a' },
      { logicalId: 'B', type: 'AWS::Lambda::Function', physicalId: 'b' },
      { logicalId: 'C', type: 'AWS::CloudWatch::Dashboard', physicalId: 'c', inert: 'drawn on AWS only' },
    ],
  },
];

describe('what npm start prints', () => {
  const text = announcement({
    endpoints,
    stacks,
    endpointsFile: '.tidings/default/endpoints.json',
    tookMs: 1234,
    notes: ['python3.13 functions run on Python 3.11.7.'],
    watches: true,
  });

  it('says what runs, how long it took, and what has no effect here', () => {
    expect(text).toContain('Tidings runs: 1 stacks, 2 functions, 0 tables, 0 queues, 0 rules, in 1.2 s.\n');
    expect(text).toContain(
      'Without effect on a laptop: 1 CloudWatch::Dashboard.\npython3.13 functions run on Python 3.11.7.\n',
    );
  });

  it('gives three commands, of which one places an order, and keeps the token in its file', () => {
    expect(text).toContain('  curl -si http://127.0.0.1:4566/_apis/o1/orders ');
    expect(text).toContain('  curl -s http://127.0.0.1:4566/_tidings/mailbox\n');
    expect(text).toContain("  curl -s 'http://127.0.0.1:4566/_apis/a1/sales?by=country' ");
    expect(text).not.toContain('secret');
  });
});
