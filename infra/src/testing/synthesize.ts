import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib/core';
import { makeApp } from '../app.ts';
import type { Template } from './template.ts';

/** A stack to try: how to make it, and the handlers whose bundles it expects. */
export interface Trial {
  readonly make: (app: App, bundles: string) => Stack;
  readonly handlers: readonly string[];
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
    for (const handler of handlers) writeBundle(join(bundles, handler));
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

function writeBundle(path: string): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'index.mjs'), 'export async function handler() {}\n');
}

function findingsIn(outdir: string): readonly unknown[] {
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    readonly pluginReports: readonly unknown[];
  };
  return report.pluginReports;
}
