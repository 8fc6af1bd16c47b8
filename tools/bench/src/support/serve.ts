import { enableCompileCache } from 'node:module';

enableCompileCache();
const { launch } = await import('@tidings/workspace/launch');
const { cloud, endpoints } = await launch();
process.stdout.write(`${JSON.stringify(endpoints)}\n`);
process.once('SIGTERM', () => void cloud.stop().then(() => process.exit(0)));
