import { describe, expect, it } from 'vitest';
import type { TemplateResources } from '../assembly.ts';
import { summarizeChange } from './change-summary.ts';

const FUNCTION = {
  Type: 'AWS::Lambda::Function',
  Properties: { Code: 'a1' },
  Metadata: { 'tidings:handler': 'analytics/project-sales', 'aws:asset:path': '/one' },
};
const BEFORE: TemplateResources = {
  Sales: FUNCTION,
  Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r' } },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 30 } },
};

const summaryOf = (after: TemplateResources, told: readonly string[] = []): string | undefined =>
  summarizeChange(new Map([['s', BEFORE]]), new Map([['s', after]]), new Set(told));

const withCode = (Code: string): TemplateResources => ({ ...BEFORE, Sales: { ...FUNCTION, Properties: { Code } } });

describe('the summary of a change', () => {
  it('counts what is new, by the words a person uses', () => {
    const more: TemplateResources = {
      Mail: FUNCTION,
      MailQueue: { Type: 'AWS::SQS::Queue' },
      MailDead: { Type: 'AWS::SQS::Queue' },
      MailRule: { Type: 'AWS::Events::Rule' },
      MailRole: { Type: 'AWS::IAM::Role' },
      MailBus: { Type: 'AWS::Events::EventBus' },
    };
    expect(summaryOf({ ...BEFORE, ...more })).toBe('+1 function, +2 queues, +1 rule, +1 bus');
  });

  it('counts what is gone', () => {
    const { Queue: _, ...rest } = BEFORE;
    expect(summaryOf(rest)).toBe('-1 queue');
  });

  it('names functions that are other than before', () => {
    expect(summaryOf(withCode('a2'))).toBe('project-sales changed');
    expect(
      summarizeChange(
        new Map([['s', { F: { Type: 'AWS::Lambda::Function', A: 1 } }]]),
        new Map([['s', { F: { Type: 'AWS::Lambda::Function', A: 2 } }]]),
      ),
    ).toBe('F changed');
  });

  it('says no second time what was told before', () => {
    expect(summaryOf(withCode('a2'), ['project-sales'])).toBeUndefined();
    const queue = { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 60 } };
    expect(summaryOf({ ...withCode('a2'), Queue: queue }, ['project-sales'])).toBe('1 queue changed');
  });

  it('counts other resources when nothing else has changed', () => {
    expect(summaryOf({ ...BEFORE, Role: { Type: 'AWS::IAM::Role' } })).toBe('1 resource changed');
  });

  it('is silent when nothing differs but where assets lie', () => {
    const Sales = { ...FUNCTION, Metadata: { ...FUNCTION.Metadata, 'aws:asset:path': '/two' } };
    expect(summaryOf({ ...BEFORE, Sales })).toBeUndefined();
  });
});
