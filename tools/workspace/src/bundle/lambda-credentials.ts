import type { Plugin } from 'esbuild';

/**
 * Where the SDK looks for credentials on a person's machine: profiles, single sign-on, helper programs. With the clients
 * that they need they are a fifth of a bundle.
 */
const ON_A_PERSONS_MACHINE = /^@aws-sdk\/credential-provider-(?:ini|login|process|sso|web-identity)$/;

const FUNCTIONS: readonly string[] = ['fromIni', 'fromLoginCredentials', 'fromProcess', 'fromSSO', 'fromTokenFile'];

const REFUSAL = 'This bundle takes credentials from the environment, as Lambda gives them: set AWS_ACCESS_KEY_ID.';

/**
 * Leaves those sources out of a bundle. Lambda gives a function its role's credentials in environment variables, which the
 * SDK asks for first. Source: docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const lambdaCredentials: Plugin = {
  name: 'lambda-credentials',
  setup: (build) => {
    build.onResolve({ filter: ON_A_PERSONS_MACHINE }, ({ path }) => ({ path, namespace: 'no-credentials' }));
    build.onLoad({ filter: /.*/, namespace: 'no-credentials' }, () => ({
      contents: [
        `const refuse = () => { throw new Error(${JSON.stringify(REFUSAL)}); };`,
        ...FUNCTIONS.map((name) => `exports.${name} = refuse;`),
      ].join('\n'),
      loader: 'js',
    }));
  },
};
