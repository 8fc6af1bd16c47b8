import type { Json } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { tableOf } from '../state.ts';
import type { DynamoState, TableSettings } from '../state.ts';
import { requiredTableName, validationError } from '../tables/table-input.ts';

const SECOND_MS = 1000;
/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html */
const MAX_RECOVERY_DAYS = 35;

function describe(state: DynamoState, { recoverableSinceMs, recoveryPeriodDays }: TableSettings): Json {
  const recovery =
    recoverableSinceMs === undefined
      ? { PointInTimeRecoveryStatus: 'DISABLED' }
      : {
          PointInTimeRecoveryStatus: 'ENABLED',
          RecoveryPeriodInDays: recoveryPeriodDays,
          EarliestRestorableDateTime: recoverableSinceMs / SECOND_MS,
          LatestRestorableDateTime: state.cloud.clock.now() / SECOND_MS,
        };
  return {
    ContinuousBackupsDescription: { ContinuousBackupsStatus: 'ENABLED', PointInTimeRecoveryDescription: recovery },
  };
}

/** docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const makeDescribeContinuousBackups =
  (state: DynamoState): Operation =>
  async (input) =>
    describe(state, tableOf(state, requiredTableName(input)).settings);

interface Recovery {
  readonly enabled: boolean;
  readonly days: number;
}

function readRecovery(input: Json): Recovery {
  const wanted = (input['PointInTimeRecoverySpecification'] ?? {}) as Json;
  const { PointInTimeRecoveryEnabled: enabled, RecoveryPeriodInDays: days = MAX_RECOVERY_DAYS } = wanted;
  if (typeof enabled !== 'boolean')
    throw validationError(
      "1 validation error detected: Value null at 'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled' failed to satisfy constraint: Member must not be null",
    );
  if (typeof days !== 'number' || days < 1 || days > MAX_RECOVERY_DAYS)
    throw validationError(`RecoveryPeriodInDays must be between 1 and ${MAX_RECOVERY_DAYS}`);
  return { enabled, days };
}

/** A setting only: nothing is backed up here. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html */
export const makeUpdateContinuousBackups =
  (state: DynamoState): Operation =>
  async (input) => {
    const { settings } = tableOf(state, requiredTableName(input));
    const { enabled, days } = readRecovery(input);
    settings.recoveryPeriodDays = days;
    settings.recoverableSinceMs = enabled ? (settings.recoverableSinceMs ?? state.cloud.clock.now()) : undefined;
    return describe(state, settings);
  };
