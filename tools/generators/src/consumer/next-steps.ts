import type { Names } from '../workspace/names.ts';
import type { ConsumerOptions } from './options.ts';

/** What to do after a consumer was written, as lines to copy. */
export function nextSteps({ service, language }: ConsumerOptions, names: Names): string {
  const { kebab, snake } = names;
  const root = `services/${service}/src`;
  const edited = language === 'python' ? `${root}/python/${snake}/${snake}_changes.py` : `${root}/domain/${kebab}.ts`;
  const reads = language === 'python' ? `${root}/python/${snake}/handler.py` : `${root}/handlers/${kebab}.ts`;
  const tests =
    language === 'python' ? `npx vitest run ${root}/python/${snake}` : `npx vitest run ${root}/handlers/${kebab}`;
  return [
    '',
    `No line of wiring is left to write. What ${kebab} does: ${edited}; what it reads: ${reads}.`,
    '',
    `  ${tests}`,
    '  npm start                      # a system that runs already takes it in by itself',
    '  # place an order as npm start shows, then look at what the consumer keeps:',
    `  npx tidings table ${kebab}`,
  ].join('\n');
}
