import { AwsError, type Json } from '../core/aws-error.ts';

/** A form with more parts than any of our services' largest requests is refused instead of built. */
const MAX_FORM_PARTS = 10_000;

/** Members nest less deeply than this in every service that speaks forms. */
const MAX_DEPTH = 32;

const malformed = (message: string): AwsError => new AwsError('MalformedQueryString', message);

interface Branch {
  readonly children: Map<string, Branch>;
  value: string | undefined;
}

const newBranch = (): Branch => ({ children: new Map(), value: undefined });

function childOf(branch: Branch, key: string): Branch {
  const known = branch.children.get(key);
  if (known) return known;
  const made = newBranch();
  branch.children.set(key, made);
  return made;
}

/** Lists are written `List.member.1`, `List.1` (flattened) or `Map.entry.1.key`. */
function listOf(branch: Branch): readonly unknown[] | undefined {
  const inner = branch.children.get('member') ?? branch.children.get('entry') ?? branch;
  const keys = [...inner.children.keys()];
  if (keys.length === 0 || !keys.every((key) => /^\d+$/.test(key))) return undefined;
  const inOrder = keys.toSorted((left, right) => Number(left) - Number(right));
  return inOrder.map((key) => valueOf(inner.children.get(key) ?? newBranch()));
}

function mapOf(items: readonly unknown[]): Json | undefined {
  const entries = items.map((item) => item as { readonly key?: unknown; readonly value?: unknown });
  if (!entries.every((entry) => typeof entry?.key === 'string')) return undefined;
  return Object.fromEntries(entries.map((entry) => [entry.key, entry.value]));
}

function valueOf(branch: Branch): unknown {
  if (branch.children.size === 0) return branch.value ?? '';
  const items = listOf(branch);
  if (items) return branch.children.has('entry') ? (mapOf(items) ?? items) : items;
  return Object.fromEntries([...branch.children].map(([key, child]) => [key, valueOf(child)]));
}

/**
 * Turns a query-protocol form into nested members; every scalar is a string.
 * smithy.io/2.0/aws/protocols/aws-query-protocol.html
 */
export function parseForm(body: string): Json {
  const parts = [...new URLSearchParams(body)];
  if (parts.length > MAX_FORM_PARTS) throw malformed('The form has too many parameters.');
  const root = newBranch();
  for (const [path, text] of parts) {
    let branch = root;
    const keys = path.split('.', MAX_DEPTH + 1);
    if (keys.length > MAX_DEPTH) throw malformed('A parameter of the form nests too deeply.');
    for (const key of keys) branch = childOf(branch, key);
    branch.value = text;
  }
  return Object.fromEntries([...root.children].map(([key, child]) => [key, valueOf(child)]));
}
