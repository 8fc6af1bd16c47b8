import { AwsError, type Json } from '../../core/aws-error.ts';
import { batchIdsNotDistinct, emptyBatch, invalidBatchEntryId, missingParameter, tooManyEntries } from './errors.ts';
import { optionalText, structures } from './input.ts';

/** docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MAX_ENTRIES = 10;

const ENTRY_ID = /^[A-Za-z0-9_-]{1,80}$/;

/**
 * The entries of a batch call. @throws {AwsError} EmptyBatchRequest, TooManyEntriesInBatchRequest, InvalidBatchEntryId or
 * BatchEntryIdsNotDistinct, before anything is done.
 */
export function batchEntries(input: Json, entryType: string): readonly Json[] {
  const entries = structures(input, 'Entries');
  if (entries.length === 0) throw emptyBatch(entryType);
  if (entries.length > MAX_ENTRIES) throw tooManyEntries(entries.length);
  const seen = new Set<string>();
  for (const entry of entries) {
    const id = optionalText(entry, 'Id');
    if (id === undefined) throw missingParameter(`${entryType}.1.Id`);
    if (!ENTRY_ID.test(id)) throw invalidBatchEntryId();
    if (seen.has(id)) throw batchIdsNotDistinct(id);
    seen.add(id);
  }
  return entries;
}

/** An entry that failed although the call as a whole did not. API_BatchResultErrorEntry.html */
const failedEntry = (entry: Json, error: AwsError): Json => ({
  Id: entry['Id'],
  SenderFault: error.status < 500,
  Code: error.queryCode,
  Message: error.message,
});

/** Handles each entry by itself; refusals become `Failed` entries. An empty list is left out of the answer. */
export function eachEntry(entries: readonly Json[], handle: (entry: Json) => Json): Json {
  const successful: Json[] = [];
  const failed: Json[] = [];
  for (const entry of entries) {
    try {
      successful.push({ Id: entry['Id'], ...handle(entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push(failedEntry(entry, error));
    }
  }
  return {
    ...(successful.length === 0 ? {} : { Successful: successful }),
    ...(failed.length === 0 ? {} : { Failed: failed }),
  };
}
