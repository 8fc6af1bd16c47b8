import { NotImplementedLocallyError, type Json } from '../../../core/aws-error.ts';

/** The one attribute name that the engine, which keeps attributes in plain objects, would lose. */
const LOST_NAME = '__proto__';

/** Members whose texts are names of attributes. */
const NAMING = ['AttributeDefinitions', 'KeySchema', 'ExpressionAttributeNames', 'AttributesToGet'];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isKeyAnywhere = (value: unknown): boolean =>
  isObject(value) && (Object.hasOwn(value, LOST_NAME) || Object.values(value).some(isKeyAnywhere));

const isTextAnywhere = (value: unknown): boolean =>
  value === LOST_NAME || (isObject(value) && Object.values(value).some(isTextAnywhere));

/**
 * @throws {NotImplementedLocallyError} for an attribute called `__proto__`, which DynamoDB takes.
 * The input must be known to nest no deeper than DynamoDB allows.
 */
export function refusePrototype(input: Json): void {
  if (isKeyAnywhere(input) || NAMING.some((name) => isTextAnywhere(input[name])))
    throw new NotImplementedLocallyError(`an attribute called ${LOST_NAME}`, 'Give it another name.');
}
