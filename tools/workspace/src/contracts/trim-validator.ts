type Replacement = readonly [pattern: RegExp, by: string];

/** What ajv's code carries for uses that ours has not: a debugger's name, unevaluated properties, details of errors. */
const UNUSED: readonly Replacement[] = [
  [/\/\*# sourceURL="[^"]*" \*\/;\n?/g, ''],
  [/const evaluated0 = \w+\.evaluated;\n(?:if\(evaluated0\.\w+\)\{\nevaluated0\.\w+ = undefined;\n\}\n)+/g, ''],
  [/^\w+\.evaluated = .*;$/gm, ''],
  [/schemaPath:"(?:[^"\\]|\\.)*",keyword:"\w+",params:\{[^{}]*\},/g, ''],
];

/**
 * ajv counts errors as it goes, for keywords that try alternatives. Where none does, each error returns at once: the
 * counts stay at zero and what they are compared for is always true.
 */
const NEVER_COUNTED: readonly Replacement[] = [
  [/^function (\w+)\(data, \{.*\}=\{\}\)\{$/gm, 'function $1(data){'],
  [/^let vErrors = null;\nlet errors = 0;\n/gm, ''],
  [/^const _errs\d+ = errors;\n/gm, ''],
  [/^if\(errors === (?:0|_errs\d+)\)\{$/gm, '{'],
  [/^else \{\nvar valid\d+ = true;\n\}\n/gm, ''],
  [/^var valid\d+ = (?:true|_errs\d+ === errors);\n/gm, ''],
  [/^if\(valid\d+\)\{$/gm, '{'],
  [/^if\(!valid\d+\)\{\nbreak;\n\}\n/gm, ''],
  [/^\w+\.errors = vErrors;\nreturn errors === 0;$/gm, 'return true;'],
  [/^(\w+)\.errors = \[\{instancePath,message:(.*)\}\];\nreturn false;$/gm, 'return fail($1,"",$2);'],
  [
    /^(\w+)\.errors = \[\{instancePath:instancePath\+(.*?),message:(.*)\}\];\nreturn false;$/gm,
    'return fail($1,$2,$3);',
  ],
];

/** What is left of the counting when a keyword does count. */
const COUNTED = /\b(?:errors\+\+|vErrors|_errs\d+|valid\d+|instancePath)\b/;

/** ajv's code without what ours never uses; a validator that is trimmed gives the same answers. */
export function trimmed(source: string): string {
  const used = withoutUnusedSchemas(replaced(source, UNUSED));
  const simple = replaced(used, NEVER_COUNTED);
  return COUNTED.test(simple) ? used : simple;
}

function replaced(source: string, replacements: readonly Replacement[]): string {
  return replacements.reduce((code, [pattern, by]) => code.replaceAll(pattern, by), source);
}

/** ajv carries each schema along; only a few keywords read it. */
function withoutUnusedSchemas(source: string): string {
  return source.replaceAll(/const (schema\d+) = .*;\n/g, (line, name: string) => {
    return source.split(new RegExp(String.raw`\b${name}\b`)).length > 2 ? line : '';
  });
}
