/**
 * What a function's answer says about its batch: all of it worked, all of it failed, or the records with these identifiers
 * (message ids, sequence numbers) failed.
 */
export type BatchVerdict = 'succeeded' | 'failed' | ReadonlySet<string>;

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload) as unknown;
  } catch {
    return undefined;
  }
}

const identifierOf = (failure: unknown): unknown =>
  typeof failure === 'object' && failure !== null
    ? (failure as { itemIdentifier?: unknown }).itemIdentifier
    : undefined;

/**
 * Reads a partial batch response. An empty or null response, or one with an empty or null list, means success; anything that
 * cannot be read, or an identifier that is not of the batch, means that the whole batch failed.
 * docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting and
 * docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function readBatchResponse(payload: string, identifiers: ReadonlySet<string>): BatchVerdict {
  const response = parsed(payload);
  if (response === null) return 'succeeded';
  if (typeof response !== 'object') return 'failed';
  const failures = (response as { readonly batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return 'failed';
  if (failures.length === 0) return 'succeeded';
  const failed = failures.map(identifierOf);
  const known = failed.filter((identifier) => typeof identifier === 'string' && identifiers.has(identifier));
  return known.length === failed.length ? new Set(known as readonly string[]) : 'failed';
}
