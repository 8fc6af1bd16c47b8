import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NoAssemblyError, readSystem, ruleCycles } from './read-system.ts';

const rule = {
  Type: 'AWS::Events::Rule',
  Properties: {
    EventBusName: { Ref: 'BusName' },
    EventPattern: { 'detail-type': ['OrderPlaced'] },
    Targets: [{ Arn: { 'Fn::GetAtt': ['Code', 'Arn'] } }],
  },
};

const code = (service: string, event: string): object => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Runtime: 'python3.13' },
  Metadata: { 'tidings:handler': `${service}/react`, 'tidings:mayPublish': [event] },
});

describe('the system of a workspace', () => {
  const at = { workspace: '' };
  beforeEach(() => {
    at.workspace = mkdtempSync(join(tmpdir(), 'tidings-system-'));
  });
  afterEach(() => rmSync(at.workspace, { recursive: true }));

  function write(service: string, resources: object): void {
    const folder = join(at.workspace, 'services', service);
    mkdirSync(join(folder, 'cdk.out'), { recursive: true });
    writeFileSync(join(folder, 'project.json'), '{}');
    const artifacts = { stack: { type: 'aws:cloudformation:stack', properties: { templateFile: 't.json' } } };
    writeFileSync(join(folder, 'cdk.out/manifest.json'), JSON.stringify({ artifacts }));
    writeFileSync(join(folder, 'cdk.out/t.json'), JSON.stringify({ Resources: resources }));
  }

  it('is what the templates of its services say', () => {
    write('orders', { Code: code('orders', 'OrderPlaced') });
    write('mail', { Rule: rule, Code: code('mail', 'EmailSent') });
    expect(readSystem(at.workspace)).toEqual({
      services: ['mail', 'orders'],
      rules: [
        {
          service: 'mail',
          logicalId: 'Rule',
          bus: 'stage',
          pattern: { 'detail-type': ['OrderPlaced'] },
          consumers: ['mail/react'],
        },
      ],
      functions: [
        { handler: 'mail/react', logicalId: 'Code', runtime: 'python3.13', mayPublish: ['EmailSent'], publishes: [] },
        {
          handler: 'orders/react',
          logicalId: 'Code',
          runtime: 'python3.13',
          mayPublish: ['OrderPlaced'],
          publishes: [],
        },
      ],
    });
  });

  it('shows a circle that leads through two services', () => {
    const back = { ...rule, Properties: { ...rule.Properties, EventPattern: { source: ['mail'] } } };
    write('orders', { Rule: back, Code: code('orders', 'OrderPlaced') });
    write('mail', { Rule: rule, Code: code('mail', 'EmailSent') });
    expect(ruleCycles(readSystem(at.workspace))).toEqual([
      ['EmailSent', 'orders/react', 'OrderPlaced', 'mail/react', 'EmailSent'],
    ]);
  });

  it('cannot be read before every service is synthesized, and says what to run', () => {
    write('orders', {});
    rmSync(join(at.workspace, 'services/orders/cdk.out'), { recursive: true });
    expect(() => readSystem(at.workspace)).toThrow(NoAssemblyError);
    expect(() => readSystem(at.workspace)).toThrow('run `npx nx run-many -t synth`');
  });
});
