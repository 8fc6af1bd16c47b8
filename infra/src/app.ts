import { createRequire } from 'node:module';
import type * as CdkNag from 'cdk-nag';
import { App, DefaultStackSynthesizer, Validations } from 'aws-cdk-lib/core';
import recommendedFlags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };

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
  const app = new App({
    ...(outdir === undefined ? {} : { outdir }),
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

/** Loaded only when wanted: without it a synthesis takes a quarter less. */
function addSolutionsChecks(app: App): void {
  const { AwsSolutionsChecks } = createRequire(import.meta.url)('cdk-nag') as typeof CdkNag;
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
}
