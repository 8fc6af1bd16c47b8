import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import { makeApp } from '../app.ts';
import type { Template } from './template.ts';

/** A handler and the file that its bundle begins with. */
export interface StandIn {
  readonly handler: string;
  readonly entry: 'index.mjs' | 'index.py';
}

/** A stack to try: how to make it, and the handlers whose bundles it expects. */
export interface Trial {
  readonly make: (app: App, bundles: string) => Stack;
  readonly handlers: readonly StandIn[];
  /** Whether to run cdk-nag and the library's checks, some seconds. Default: no. */
  readonly validate?: boolean;
}

/** What a trial wrote. */
export interface Synthesized {
  readonly template: Template;
  /** The template's exact text, to compare two runs by. */
  readonly text: string;
  /** Reports of the validation plug-ins: empty when they found nothing, or were not asked. */
  readonly findings: readonly unknown[];
}

/** Synthesizes one stack, alone, with stand-ins for its bundles, in a folder of its own that is gone afterwards. */
export function synthesize({ make, handlers, validate = false }: Trial): Synthesized {
  const root = mkdtempSync(join(tmpdir(), 'tidings-synth-'));
  try {
    const bundles = join(root, 'dist');
    for (const standIn of handlers) writeBundle(bundles, standIn);
    const outdir = join(root, 'cdk.out');
    const app = makeApp({ outdir, validate });
    const stack = make(app, bundles);
    app.synth();
    const text = readFileSync(join(outdir, stack.templateFile), 'utf8');
    return { template: JSON.parse(text) as Template, text, findings: validate ? findingsIn(outdir) : [] };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const STAND_INS: Readonly<Record<StandIn['entry'], string>> = {
  'index.mjs': 'export async function handler() {}\n',
  'index.py': 'def handler(event, context):\n    return None\n',
};

function writeBundle(bundles: string, { handler, entry }: StandIn): void {
  const path = join(bundles, handler);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, entry), STAND_INS[entry]);
}

function findingsIn(outdir: string): readonly unknown[] {
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    readonly pluginReports: readonly unknown[];
  };
  return report.pluginReports;
}
