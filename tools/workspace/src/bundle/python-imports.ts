/** Python names a contract as a module: `tidings_contracts.orders.order_placed`. */
const PYTHON_IMPORT = /^\s*(?:from|import)\s+tidings_contracts\.([a-z0-9_]+)\.([a-z0-9_]+)\b/gmu;

/** The contracts that a Python module imports, as `<owner>/<event>`. */
export function pythonContractImports(code: string): readonly string[] {
  return [...code.matchAll(PYTHON_IMPORT)].map(([, owner, event]) => `${owner}/${event}`.replaceAll('_', '-'));
}
