import { readdirSync } from 'node:fs';

/** What a file `src/<name>.bench.ts` exports: it measures, and prints its table beside the named reference. */
interface Bench {
  readonly run: () => Promise<void>;
}

const SUFFIX = '.bench.ts';
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => file.slice(0, -SUFFIX.length))
  .toSorted();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(' or ')}: there are ${names.join(', ')}.`);
  process.exit(1);
}
for (const name of wanted.length > 0 ? wanted : names) {
  console.log(`\n# ${name}`);
  const { run } = (await import(`./${name}${SUFFIX}`)) as Bench;
  await run();
}
