import { AwsError } from '../../../core/aws-error.ts';
import type { Json } from '../../../core/aws-error.ts';
import { LEVELS_AROUND, isTooDeep } from './copy-item.ts';
import type { Engine } from './dynalite.ts';
import { refusePrototype } from './refuse-prototype.ts';
import { MAPS_OF_VALUES } from './request-memory.ts';
import type { EngineStore } from './store.ts';

interface EngineFailure {
  readonly statusCode: number;
  readonly body: { readonly __type: string; readonly message?: string; readonly Message?: string };
}

const isEngineFailure = (error: unknown): error is EngineFailure =>
  typeof error === 'object' && error !== null && 'statusCode' in error && 'body' in error;

/** The engine's failure as AWS's error; anything else is handed back as it is. */
export function toAwsError(error: unknown, fields: Json = {}): unknown {
  if (!isEngineFailure(error)) return error;
  const { __type: type, message, Message } = error.body;
  return new AwsError(type.slice(type.indexOf('#') + 1), message ?? Message ?? '', {
    status: error.statusCode,
    fields,
  });
}

export interface EngineRequest {
  readonly engine: Engine;
  readonly store: EngineStore;
  readonly operation: string;
}

const TABLE_ARN = /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\//u;

/** The table's name when the caller gave its ARN, as every item operation allows. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const tableNameOf = (reference: unknown): unknown =>
  typeof reference === 'string' && reference.startsWith('arn:') ? reference.replace(TABLE_ARN, '') : reference;

function refuseDeep(input: Json): void {
  if (MAPS_OF_VALUES.some((name) => isTooDeep(input[name])) || isTooDeep(input, LEVELS_AROUND))
    throw new AwsError(
      'ValidationException',
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
}

/** Members of requests in which nothing may be null once absent types are left out. */
const HOLD_VALUES = [...MAPS_OF_VALUES, 'ExclusiveStartKey', 'RequestItems', 'AttributeUpdates', 'Expected'];

/** True when a member, at any depth, is null: the engine's validation trips over those inside maps and lists. */
function holdsNull(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === 'object' && Object.values(value as object).some(holdsNull);
}

const emptyValue = (cause?: unknown): AwsError =>
  new AwsError(
    'ValidationException',
    'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    { cause },
  );

/** What the engine's validation threw, as AWS's error. */
function refusal(error: unknown, input: Json): unknown {
  return error instanceof TypeError && holdsNull(input) ? emptyValue(error) : toAwsError(error);
}

/**
 * Checks a request in AWS's words and gives the copy that the engine's action takes, with its expressions parsed.
 * @throws {AwsError} `ValidationException`, `SerializationException`.
 */
export function validate({ engine, store, operation }: EngineRequest, given: Json): Json {
  const input = { ...given, TableName: tableNameOf(given['TableName']) };
  const known = engine.memory.recall(operation, input);
  if (known !== undefined) return known;
  refuseDeep(input);
  refusePrototype(input);
  const { types, custom } = engine.validation(operation);
  try {
    const data = engine.validations.checkTypes({ ...input }, types);
    engine.validations.checkValidations(data, types, custom, store);
    if (HOLD_VALUES.some((name) => name in data && holdsNull(data[name]))) throw emptyValue();
    engine.memory.learn(operation, input, data);
    return data;
  } catch (error) {
    throw refusal(error, input);
  }
}

/** Runs an action on a validated request. `failureFields` are read at the moment of the failure and go into the error's body. */
export function perform(
  { engine, store, operation }: EngineRequest,
  data: Json,
  failureFields?: (code: string) => Json,
): Promise<Json> {
  return new Promise((resolve, reject) => {
    engine.action(operation)(store, data, (error, output) => {
      if (error === null || error === undefined) resolve(output ?? {});
      else
        reject(
          toAwsError(error, failureFields && isEngineFailure(error) ? failureFields(error.body.__type) : {}) as Error,
        );
    });
  });
}

/** Validates and runs. */
export const run = (request: EngineRequest, input: Json): Promise<Json> => perform(request, validate(request, input));
