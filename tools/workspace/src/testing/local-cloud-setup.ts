import { startCloud } from '@tidings/local-cloud';
import type { TestProject } from 'vitest/node';

/** Credentials that every AWS client wants and the local cloud takes for the operator's. */
const LOCAL_ENVIRONMENT = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

declare module 'vitest' {
  export interface ProvidedContext {
    /** Base URL of the local cloud that runs for all `*.int.spec.ts`; each spec makes tables and queues of its own. */
    readonly awsEndpoint: string;
  }
}

/** Starts one local cloud for all `*.int.spec.ts` of a run; specs see it as `inject('awsEndpoint')` and nothing else. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cloud = await startCloud({ port: 0 });
  project.provide('awsEndpoint', cloud.url);
  Object.assign(process.env, { ...LOCAL_ENVIRONMENT, AWS_ENDPOINT_URL: cloud.url });
  return () => cloud.stop();
}
