import { describe, expect, it } from 'vitest';
import { supportTable, withTable } from './support-table.ts';

const service = {
  name: 'sqs',
  protocols: [],
  operations: { SendMessage: async () => ({}) },
  permissions: () => [],
  providers: [],
};

describe('the support table', () => {
  it('tells what is implemented from what AWS has besides', () => {
    const table = supportTable({
      services: [service],
      providers: [
        {
          type: 'AWS::SQS::Queue',
          properties: { QueueName: 'any', Tags: 'any' },
          create: async () => ({ ref: '', attributes: {} }),
        },
      ],
      known: [{ service: 'sqs', operations: ['SendMessage', 'AddPermission'] }],
    });
    expect(table).toContain('| sqs | `SendMessage` | `AddPermission` |');
    expect(table).toContain('| `AWS::SQS::Queue` | yes | `QueueName` `Tags` |');
  });

  it('says so when it does not know what else a service has', () => {
    expect(supportTable({ services: [service], providers: [], known: [] })).toContain(
      '| sqs | `SendMessage` | not listed |',
    );
  });

  it('replaces what stands between its markers, and nothing else', () => {
    const text = 'a\n<!-- support table: start -->\nold\n<!-- support table: end -->\nb';
    expect(withTable(text, 'new')).toBe('a\n<!-- support table: start -->\n\nnew\n\n<!-- support table: end -->\nb');
    expect(withTable('no markers', 'new')).toBe('no markers');
  });
});
