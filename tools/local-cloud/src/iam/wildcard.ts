const cache = new Map<string, RegExp>();

/** Patterns kept compiled; past this many the oldest are dropped, so that hostile callers cannot fill the memory. */
const MAX_CACHED_PATTERNS = 10_000;

function compile(pattern: string, flags: string): RegExp {
  const key = `${flags}:${pattern}`;
  const known = cache.get(key);
  if (known) return known;
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*+/g, '[^]*')
    .replaceAll('?', '[^]');
  const made = new RegExp(`^${source}$`, flags);
  if (cache.size >= MAX_CACHED_PATTERNS) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, made);
  return made;
}

/**
 * IAM's `*` (any characters) and `?` (one character).
 * docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesWildcard(pattern: string, value: string): boolean {
  return pattern === '*' || pattern === value || (/[*?]/.test(pattern) && compile(pattern, '').test(value));
}

/** Actions match without regard to case. docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
export function matchesAction(pattern: string, action: string): boolean {
  return pattern === '*' || compile(pattern, 'i').test(action);
}

/** ARN conditions compare the six parts one by one; each may hold wildcards. reference_policies_elements_condition_operators.html */
export function matchesArn(pattern: string, arn: string): boolean {
  const wanted = pattern.split(':');
  const given = arn.split(':');
  if (wanted.length < 6 || given.length < 6) return matchesWildcard(pattern, arn);
  const parts = (of: readonly string[]): readonly string[] => [...of.slice(0, 5), of.slice(5).join(':')];
  const actual = parts(given);
  return parts(wanted).every((part, index) => matchesWildcard(part, actual[index] ?? ''));
}
