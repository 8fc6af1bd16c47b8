import type { Json } from '../../../core/aws-error.ts';

/** Bytes of one write unit and of one read unit. docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;
/** A transaction prepares and commits: twice the units. docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-capacity-handling */
const TRANSACTION_FACTOR = 2;

export interface Consumer {
  readonly tableName: string;
  /** Bytes of the larger of the item's old and new form. */
  readonly bytes: number;
}

export type Direction = 'read' | 'write';

const unitsOf = (bytes: number, direction: Direction): number =>
  TRANSACTION_FACTOR * Math.max(1, Math.ceil(bytes / (direction === 'write' ? WRITE_UNIT_BYTES : READ_UNIT_BYTES)));

/** The answer's `ConsumedCapacity`, one entry per table, when the caller asked for it. */
export function consumedCapacity(input: Json, consumers: readonly Consumer[], direction: Direction): Json {
  const wanted = input['ReturnConsumedCapacity'];
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {};
  const units = new Map<string, number>();
  for (const { tableName, bytes } of consumers)
    units.set(tableName, (units.get(tableName) ?? 0) + unitsOf(bytes, direction));
  const name = direction === 'write' ? 'WriteCapacityUnits' : 'ReadCapacityUnits';
  const describe = ([TableName, CapacityUnits]: readonly [string, number]): Json => ({
    TableName,
    CapacityUnits,
    [name]: CapacityUnits,
    ...(wanted === 'INDEXES' ? { Table: { CapacityUnits, [name]: CapacityUnits } } : {}),
  });
  return { ConsumedCapacity: [...units].map(describe) };
}
