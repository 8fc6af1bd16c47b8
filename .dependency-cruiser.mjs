const SPEC = '[.](spec|contract)[.]ts$|/testing/|[.]test-data[.]ts$';
const LAYERS = ['domain', 'application', 'adapters', 'composition', 'handlers'];
const CDK = '(^|node_modules/)(aws-cdk-lib|constructs|cdk-nag|aws-cdk)(/|$)';

/** The place of a layer: a folder of `src/`, or a file of that name. */
const layer = (names) => `^services/([^/]+)/src/(${names.join('|')})(/|[.]ts$)`;

/** `domain ← application ← adapters ← composition ← handlers`: a layer never imports one to its right. */
const layerRules = LAYERS.slice(0, -1).map((name, index) => ({
  name: `${name}-imports-inwards`,
  comment: 'domain ← application ← adapters ← composition ← handlers: an arrow is never reversed',
  severity: 'error',
  from: { path: layer([name]), pathNot: SPEC },
  to: { path: layer(LAYERS.slice(index + 1)) },
}));

const domainRules = [
  {
    name: 'domain-imports-contract-types-only',
    comment: 'domain/ may `import type` from @tidings/events and imports nothing else from outside its folder',
    severity: 'error',
    from: { path: '^services/([^/]+)/src/domain/', pathNot: SPEC },
    to: { pathNot: '^services/$1/src/domain/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'domain-imports-types-from-events-only',
    comment: 'domain/ may `import type` from @tidings/events and imports nothing else from outside its folder',
    severity: 'error',
    from: { path: '^services/([^/]+)/src/domain/', pathNot: SPEC },
    to: { pathNot: ['^services/$1/src/domain/', '^libs/events/'] },
  },
  {
    name: 'application-knows-no-aws',
    comment: 'use cases speak to ports; the SDK and the Lambda types belong to adapters/ and handlers/',
    severity: 'error',
    from: { path: '^services/[^/]+/src/application/', pathNot: SPEC },
    to: { path: '(^|node_modules/)(@aws-sdk|@smithy|aws-lambda|@types/aws-lambda)(/|$)' },
  },
];

const roomRules = [
  {
    name: 'service-never-imports-service',
    comment: 'services meet in libs/events',
    severity: 'error',
    from: { path: '^services/([^/]+)/' },
    to: { path: '^services/([^/]+)/', pathNot: '^services/$1/' },
  },
  {
    name: 'runtime-never-imports-cdk',
    comment: 'runtime code is bundled for Lambda; stacks are not',
    severity: 'error',
    from: { path: '^(services/[^/]+/src|libs)/' },
    to: { path: [CDK, '^infra/', '^services/[^/]+/infra/'] },
  },
  {
    name: 'infra-never-imports-runtime',
    comment: 'a stack sees the built bundles only',
    severity: 'error',
    from: { path: '^(services/[^/]+/infra|infra)/' },
    to: { path: ['^services/[^/]+/src/', '^libs/(?!events/|event-schemas/)'] },
  },
  {
    name: 'only-specs-start-the-local-cloud',
    comment: 'only e2e and tools import tools; specs that need AWS may import the local cloud',
    severity: 'error',
    from: { path: '^(services|libs|infra)/', pathNot: SPEC },
    to: { path: '^tools/' },
  },
  {
    name: 'specs-import-no-tool-but-the-local-cloud',
    severity: 'error',
    from: { path: '^(services|libs|infra)/' },
    to: { path: '^tools/(?!local-cloud/)' },
  },
  {
    name: 'nobody-imports-e2e',
    severity: 'error',
    from: { pathNot: '^e2e/' },
    to: { path: '^e2e/' },
  },
  {
    name: 'libs-import-libs-only',
    severity: 'error',
    from: { path: '^libs/', pathNot: SPEC },
    to: { path: '^(services|infra|e2e)/' },
  },
  {
    name: 'contracts-import-nothing-of-ours',
    severity: 'error',
    from: { path: '^libs/events/', pathNot: SPEC },
    to: { path: '^(libs/(?!events/)|services/|infra/|tools/|e2e/)' },
  },
];

const generalRules = [
  {
    name: 'no-circles',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  { name: 'every-import-resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'only-the-index-imports-generated-code',
    severity: 'error',
    from: { pathNot: ['/src/index[.]ts$', '/generated/', '^libs/events/(src|contracts)/', SPEC] },
    to: { path: '/src/generated/' },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...layerRules, ...domainRules, ...roomRules, ...generalRules],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdk[.]out|out-tsc|coverage|[.]nx)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
