import { type EventBridgeClient, PutEventsCommand, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { PutEventsEntry } from '@tidings/events';

/** What became of one entry. `transient` = the same entry may be accepted later. */
export type EntryOutcome =
  | { readonly status: 'accepted' }
  | { readonly status: 'failed'; readonly transient: boolean; readonly reason: string };

/** Hands entries to an event bus; answers for every entry, in their order, and throws for none. */
export interface PutEventsPort {
  put(entries: readonly PutEventsEntry[]): Promise<readonly EntryOutcome[]>;
}

/**
 * Codes of an entry's result that say "not now".
 * Source: docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html
 */
const TRANSIENT_CODES: ReadonlySet<string> = new Set([
  'InternalFailure',
  'InternalFailureException',
  'InternalException',
  'ThrottlingException',
  'ServiceUnavailable',
]);
/**
 * Errors of a whole call that its entries are to blame for; any other is a fault of network, service or role.
 * Source: docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html
 */
const ENTRY_FAULTS: ReadonlySet<string> = new Set(['ValidationException', 'ValidationError', 'RequestEntityTooLarge']);

/** EventBridge's PutEvents. A call refused because of its entries is repeated entry by entry, to find which. */
export function makePutEvents(client: EventBridgeClient): PutEventsPort {
  const put = async (entries: readonly PutEventsEntry[]): Promise<readonly EntryOutcome[]> => {
    try {
      const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
      return entries.map((_, index) => outcomeOf(Entries[index]));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!ENTRY_FAULTS.has(error.name)) return entries.map(() => failed(error, true));
      if (entries.length === 1) return [failed(error, false)];
      return (await Promise.all(entries.map((entry) => put([entry])))).flat();
    }
  };
  return { put };
}

function outcomeOf({ EventId, ErrorCode, ErrorMessage }: PutEventsResultEntry = {}): EntryOutcome {
  if (EventId !== undefined) return { status: 'accepted' };
  const transient = ErrorCode === undefined || TRANSIENT_CODES.has(ErrorCode);
  return { status: 'failed', transient, reason: `${ErrorCode ?? 'no result'}: ${ErrorMessage ?? ''}` };
}

function failed(error: Error, transient: boolean): EntryOutcome {
  return { status: 'failed', transient, reason: `${error.name}: ${error.message}` };
}
