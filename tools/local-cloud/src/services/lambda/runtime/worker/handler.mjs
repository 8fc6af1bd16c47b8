import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RuntimeFailure } from './failure.mjs';

/** Order in which a handler's module is looked for. docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html */
const EXTENSIONS = ['.js', '.mjs', '.cjs'];

function findModule(root, name) {
  const found = EXTENSIONS.map((extension) => join(root, name + extension)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new RuntimeFailure('Runtime.ImportModuleError', `Error: Cannot find module '${name}'`);
}

async function importModule(path) {
  try {
    return await import(pathToFileURL(path).href);
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new RuntimeFailure('Runtime.UserCodeSyntaxError', `SyntaxError: ${error.message}`, { cause: error });
    if (error?.code === 'ERR_MODULE_NOT_FOUND')
      throw new RuntimeFailure('Runtime.ImportModuleError', `Error: ${error.message}`, { cause: error });
    throw error;
  }
}

/**
 * Loads `<module>.<export>` from the directory of the code.
 * @param {string} root
 * @param {string} handler for example `index.handler`
 */
export async function loadHandler(root, handler) {
  const dot = handler.lastIndexOf('.');
  const exported = handler.slice(dot + 1);
  const module = await importModule(findModule(root, handler.slice(0, dot)));
  const found = module[exported] ?? module.default?.[exported];
  if (typeof found !== 'function') {
    throw new RuntimeFailure('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  }
  // Node.js 24 functions cannot use callbacks. docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
  if (found.length >= 3) {
    throw new RuntimeFailure(
      'Runtime.CallbackHandlerDeprecated',
      'AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  }
  return found;
}
