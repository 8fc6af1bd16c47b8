import type { Json } from '../core/aws-error.ts';
import type { PropertyShape } from '../core/resource.ts';
import { IntrinsicError, intrinsicOf } from './intrinsics.ts';

function isList(shape: PropertyShape): shape is readonly [PropertyShape] {
  return Array.isArray(shape);
}

/** Both branches of a `Fn::If` are held to the shape; what other intrinsics give is known only when they are resolved. */
function checkBranches(value: Json, shape: PropertyShape, path: string): void {
  if (!Array.isArray(value['Fn::If'])) return;
  const [, yes, no] = value['Fn::If'] as readonly unknown[];
  checkProperties(yes, shape, path);
  checkProperties(no, shape, path);
}

/** Visits every object so that an unknown intrinsic is found before anything is made. */
function checkIntrinsicsBelow(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) intrinsicOf(value);
  for (const inner of Object.values(value)) checkIntrinsicsBelow(inner);
}

/**
 * Compares a template's value, intrinsics unresolved, with what a provider implements.
 * @throws {IntrinsicError} naming the property that is not implemented, as a path.
 */
export function checkProperties(value: unknown, shape: PropertyShape, path: string): void {
  checkIntrinsicsBelow(value);
  if (shape === 'any' || typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    if (isList(shape)) value.forEach((item, index) => checkProperties(item, shape[0], `${path}[${index}]`));
    return;
  }
  const key = intrinsicOf(value);
  if (key !== undefined) return checkBranches(value as Json, shape, path);
  if (isList(shape)) return checkProperties(value, shape[0], path);
  checkMembers(value as Json, shape as { readonly [name: string]: PropertyShape }, path);
}

function checkMembers(value: Json, shape: { readonly [name: string]: PropertyShape }, path: string): void {
  for (const [name, inner] of Object.entries(value)) {
    const place = path === '' ? name : `${path}.${name}`;
    const innerShape = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (innerShape === undefined) {
      throw new IntrinsicError(
        `the local cloud does not implement the property ${place}. Remove it, or test this part on AWS.`,
      );
    }
    checkProperties(inner, innerShape, place);
  }
}
