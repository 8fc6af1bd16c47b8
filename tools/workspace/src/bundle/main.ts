import { bundleHandlers } from './bundle-handlers.ts';

const [service] = process.argv.slice(2);
if (service === undefined) {
  console.error('Which service? node tools/workspace/src/bundle/main.ts services/<name>');
  process.exit(1);
}
for (const { name, bytes } of await bundleHandlers(service)) {
  console.log(`${name.padEnd(24)} ${(bytes / 1024).toFixed(0).padStart(5)} KB`);
}
