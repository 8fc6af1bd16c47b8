import { createRequire } from 'node:module';
import type * as CdkNag from 'cdk-nag';
import { ContractSourceError, type Template } from '@tidings/event-schemas';
import { App, DefaultStackSynthesizer, type StageSynthesisOptions, Validations } from 'aws-cdk-lib/core';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { checkRules, RulesRefusedError } from './check-rules.ts';

/** How one run of an entry writes its templates. */
export interface AppProps {
  /** Directory of the cloud assembly. */
  readonly outdir?: string | undefined;
  /** cdk-nag and the library's own template checks; they cost seconds, so development turns them off. Default: on. */
  readonly validate?: boolean;
}

/**
 * The root of every cloud assembly. Flags are set here and nowhere else, over whatever `cdk.json` or the command line say,
 * so that a plain `node`, a spec and `cdk synth` write the same bytes.
 */
export function makeApp({ outdir, validate = true }: AppProps): App {
  const app = new CheckedApp({
    ...(outdir === undefined ? {} : { outdir }),
    autoSynth: false,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: validate,
    defaultStackSynthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
    postCliContext: {
      ...recommendedFlags,
      '@aws-cdk/core:explicitStackTags': true,
      '@aws-cdk/core:validateAgainstDefaultRules': true,
      'aws:cdk:enable-path-metadata': false,
      'aws:cdk:enable-asset-metadata': false,
    },
  });
  if (validate) addSolutionsChecks(app);
  return app;
}

/** An app whose synthesis refuses rules that can never match and rules that lead in a circle. */
class CheckedApp extends App {
  /** @throws {RulesRefusedError} */
  override synth(options?: StageSynthesisOptions): CloudAssembly {
    const assembly = super.synth(options);
    const stacks = assembly.stacksRecursively.map(({ stackName, tags, template }) => ({
      stackName,
      service: tags['tidings:service'] ?? stackName,
      template: template as Template,
    }));
    checkRules(stacks);
    return assembly;
  }
}

/**
 * Writes an entry's templates. What is wrong with a rule, or with a contract's folder, is told in a sentence of its own, and the
 * process ends with exit code 1: it is for whoever wrote it, and where it was found does not help them.
 */
export function writeTemplates(app: App): void {
  try {
    app.synth();
  } catch (error) {
    if (!(error instanceof RulesRefusedError || error instanceof ContractSourceError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Loaded only when wanted: without it a synthesis takes a quarter less. */
function addSolutionsChecks(app: App): void {
  const { AwsSolutionsChecks } = createRequire(import.meta.url)('cdk-nag') as typeof CdkNag;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
