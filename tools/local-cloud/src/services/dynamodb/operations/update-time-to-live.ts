import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { startExpiry, stopExpiry } from '../expiry/expire-items.ts';
import { tableOf } from '../state.ts';
import type { DynamoState, TableSettings } from '../state.ts';
import { requiredTableName, validationError } from '../tables/table-input.ts';

interface Wanted {
  readonly attribute: string;
  readonly enabled: boolean;
}

function readWanted(input: Json): Wanted {
  const { AttributeName: attribute, Enabled: enabled } = (input['TimeToLiveSpecification'] ?? {}) as Json;
  if (typeof attribute === 'string' && attribute !== '' && typeof enabled === 'boolean') return { attribute, enabled };
  throw validationError(
    "1 validation error detected: Value null at 'timeToLiveSpecification' failed to satisfy constraint: Member must not be null",
  );
}

function refuseUnchanged({ expiry }: TableSettings, { attribute, enabled }: Wanted): void {
  if (enabled === (expiry !== undefined))
    throw validationError(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
  if (expiry !== undefined && expiry.attribute !== attribute)
    throw validationError(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${expiry.attribute}`,
    );
}

/**
 * In force at once, where AWS takes up to an hour and refuses a second change within it.
 * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html
 */
export const makeUpdateTimeToLive =
  (state: DynamoState): Operation =>
  async (input) => {
    const tableName = requiredTableName(input);
    const { settings } = tableOf(state, tableName);
    const wanted = readWanted(input);
    refuseUnchanged(settings, wanted);
    if (wanted.enabled) startExpiry(state, tableName, wanted.attribute);
    else stopExpiry(settings);
    return { TimeToLiveSpecification: { AttributeName: wanted.attribute, Enabled: wanted.enabled } };
  };
