import { describe, expect, it } from 'vitest';
import { BuildFailedError } from '../build-changed.ts';
import { explainShortly } from './explain-shortly.ts';

const LOG = `
 NX   Running target synth for 2 projects and 2 tasks they depend on:

- orders
- analytics

> nx run orders:build  [local cache]

> node tools/workspace/src/bundle/main.ts services/orders

cancel-order               259 KB

> nx run analytics:build

> node tools/workspace/src/bundle/main.ts services/analytics

\u001B[31m✘ [ERROR]\u001B[0m Unexpected "="

    services/analytics/src/handlers/project-sales.ts:36:16:
      36 │ export const x: = 1;

/home/me/node_modules/esbuild/lib/main.js:1752
  let error = new Error(text);

Error: Build failed with 1 error:
    at failureErrorWithLog (/home/me/node_modules/esbuild/lib/main.js:1752:15)

Node.js v24.21.0
Warning: command "node tools/workspace/src/bundle/main.ts services/analytics" exited with non-zero status code

 NX   Running target synth for 2 projects and 2 tasks they depend on failed

Failed tasks:

- analytics:build
`;

describe('what is told of a change that fails', () => {
  it('is what the failed task says is wrong, and nothing else', () => {
    expect(explainShortly(new BuildFailedError(LOG)).split('\n')).toEqual([
      'It does not build (npm run synth shows all of it):',
      '✘ [ERROR] Unexpected "="',
      '    services/analytics/src/handlers/project-sales.ts:36:16:',
      '      36 │ export const x: = 1;',
    ]);
  });

  it('is twelve lines of a log in which no task is named', () => {
    const log = Array.from({ length: 30 }, (_, line) => `line ${line}`).join('\n');
    expect(explainShortly(new BuildFailedError(log)).split('\n')).toHaveLength(13);
  });

  it('is where the bundler stopped', () => {
    const location = { file: 'services/orders/src/a.ts', line: 3, column: 4 };
    const error = Object.assign(new TypeError('Build failed'), { errors: [{ text: 'Unexpected "="', location }] });
    expect(explainShortly(error)).toBe('It does not build:\nservices/orders/src/a.ts:3:5: Unexpected "="');
  });

  it('is the message of any other error', () => expect(explainShortly(new RangeError('no'))).toBe('no'));
});
